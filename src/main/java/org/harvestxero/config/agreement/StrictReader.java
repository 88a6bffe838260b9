package org.harvestxero.config.agreement;

import java.util.List;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;

/**
 * Makes of a file's text what it says.
 *
 * @param <T> what it says
 */
@FunctionalInterface
interface StrictReader<T> {
    /** @throws AgreementRefusedException naming all that is wrong, each with its line */
    T read(String text) throws AgreementRefusedException;

    /** The same for a file that is read again while the program runs. @throws SettingsException with the same words */
    default T live(String text) {
        try {
            return read(text);
        } catch (AgreementRefusedException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    /** All that is wrong with a text; nothing where it can be used. */
    default List<Flaw> flaws(String text) {
        try {
            read(text);
            return List.of();
        } catch (AgreementRefusedException e) {
            return e.flaws();
        }
    }
}
