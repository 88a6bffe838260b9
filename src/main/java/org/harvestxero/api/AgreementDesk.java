package org.harvestxero.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of agreements as people read and change them. Safe for several threads and processes: of two people who change the same file at
 * the same moment one is told so. {@code who} is the person's name for the audit.
 */
public interface AgreementDesk extends TextDesk {
    /** Where nobody keeps agreements. */
    AgreementDesk NOBODY = new None();

    /** {@link #NOBODY}. */
    final class None implements AgreementDesk, NoTexts {
        private None() {}

        @Override
        public List<Item> list() {
            return List.of();
        }

        @Override
        public Drafted write(Deal deal) {
            throw new UnsupportedOperationException("Nobody keeps agreements");
        }
    }

    /** The sign of a file that isn't there. */
    String NONE = "none";

    /** All of them by file, those that can't be used included. */
    List<Item> list();

    /** The files of rules beside them. */
    default RulesDesk rules() {
        return RulesDesk.NOBODY;
    }

    /** Those of them that say what people are paid for: pay data, which only the role payroll may see. */
    default RulesDesk payRules() {
        return RulesDesk.NOBODY;
    }

    /** A word of the file. @param says what it means; empty where its name says enough */
    record Word(String name, String says, List<Word> below) {
        public Word {
            below = List.copyOf(below);
        }
    }

    /**
     * Writes a deal as a file, which is not saved yet.
     *
     * @throws DecisionException when the client has an agreement already
     */
    Drafted write(Deal deal);

    /** A text, and the name of a file that isn't there yet. */
    record Drafted(String file, String text) {}

    /**
     * An agreement in a list.
     *
     * @param file without its folder
     * @param terms null when nothing of it is in force
     * @param flaws why it can't be used as it stands; then the last good version holds, if there was one
     */
    record Item(String file, @Nullable Terms terms, List<Flaw> flaws) {
        public Item {
            flaws = List.copyOf(flaws);
        }
    }

    /**
     * What holds, in short.
     *
     * @param client as the agreement calls it
     * @param end null while it runs on
     * @param every length of a period, such as {@code month}
     * @param kinds of what is charged, such as {@code retainer}
     * @param shadow whether drafts are made to be compared only
     */
    record Terms(
            String client, LocalDate start, @Nullable LocalDate end, String every, List<String> kinds, boolean shadow) {
        public Terms {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * One file.
     *
     * @param text with line ends as people see them
     * @param sign names this state of it
     */
    record Detail(Item item, String text, String sign) {}

    /** One thing that is wrong. @param line from 1 */
    record Flaw(int line, String reason) {}

    /**
     * What a person wants to save.
     *
     * @param seen sign of the file the person saw; {@link #NONE} for a new one
     * @param reason why; kept
     */
    record Change(String file, String text, String seen, String reason) {}

    /** What came of saving. */
    sealed interface Saved permits Done, Changed {}

    /** It is saved. */
    record Done(Detail now) implements Saved {}

    /** Nothing was saved: the file is not the one the person saw. @param now how it stands; null when it is gone */
    record Changed(@Nullable Detail now) implements Saved {}

    /**
     * A text of a file as it was.
     *
     * @param who saved it; empty where it was found so
     * @param reason empty where it was found so
     */
    record Version(long id, String text, Instant at, String who, String reason) {}
}
