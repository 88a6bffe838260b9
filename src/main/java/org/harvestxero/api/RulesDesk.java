package org.harvestxero.api;

import java.util.List;
import org.harvestxero.api.AgreementDesk.Flaw;

/** Files of rules beside the agreements, such as {@code overdue.yaml}. One that isn't there may be made. */
public interface RulesDesk extends TextDesk {
    /** Where nobody keeps any. */
    RulesDesk NOBODY = new None();

    /** {@link #NOBODY}. */
    final class None implements RulesDesk, NoTexts {
        private None() {}

        @Override
        public List<Listed> list() {
            return List.of();
        }
    }

    /** All there may be. */
    List<Listed> list();

    /**
     * A file that there may be.
     *
     * @param about what it says, in a sentence
     * @param standing what counts: the home's own, the one that came with the program, or none
     * @param flaws why it can't be used as it stands; then its last good version holds, if there was one
     */
    record Listed(String file, String about, Standing standing, List<Flaw> flaws) {
        public Listed {
            flaws = List.copyOf(flaws);
        }
    }

    /** Whose text counts. */
    enum Standing {
        OWN,
        SHIPPED,
        NONE
    }
}
