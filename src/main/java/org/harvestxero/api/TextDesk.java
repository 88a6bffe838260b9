package org.harvestxero.api;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk.Change;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Flaw;
import org.harvestxero.api.AgreementDesk.Saved;
import org.harvestxero.api.AgreementDesk.Version;
import org.harvestxero.api.AgreementDesk.Word;

/**
 * Files that people read and change as text. Safe for several threads and processes: of two people who change the same file at the same
 * moment one is told so. {@code who} is the person's name for the audit.
 */
public interface TextDesk {
    /** One file as it stands; empty when there is none of that name. */
    Optional<Detail> find(String file);

    /**
     * What is wrong with a text as a file of that name, by line; nothing when it may be saved.
     *
     * @throws DecisionException when no file may be called so
     */
    List<Flaw> check(String file, String text);

    /** The words a file of that name may use, each with those right below it. */
    List<Word> words(String file);

    /**
     * Saves a text, keeps the one before, and says so in the audit. Lines that nobody changed stay as they are, to the byte.
     *
     * @throws DecisionException when the text has flaws or changes nothing, or the file can't be written
     */
    Saved save(Change change, String who);

    /** Texts of a file as they were saved here, the latest first. @param before id of the one they come after; 0 for the latest */
    List<Version> versions(String file, long before, int most);

    Optional<Version> version(String file, long id);
}
