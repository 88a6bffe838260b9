package org.harvestxero.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts causes of failed copies right where the cause is ours to mend: a rule of {@code mappings.yaml} that names another account, tax,
 * tracking option or the like, out of Xero's own lists as they were read last. Neither side is asked.
 */
public interface MappingDesk {
    /** Whether another rule is what a cause waits for. @param cause its code, such as {@code account-archived} */
    boolean helps(String cause);

    /** What can be decided otherwise about a failed copy; empty where no rule helps. */
    List<Fix> fixes(long failedCopy);

    /**
     * What a choice would change, without changing anything.
     *
     * @throws DecisionException when it can't be made, in words
     * @throws org.harvestxero.config.SettingsException when {@code mappings.yaml} can't be read as it stands on disk
     */
    Proposal propose(Choice choice, String who);

    /**
     * Carries out what was proposed, and lets all that may heal by it be tried again.
     *
     * @param basis of the proposal that was seen
     * @return empty when the file has changed since: nothing is written then, and another proposal is to be looked at
     * @throws DecisionException,org.harvestxero.config.SettingsException as {@link #propose}
     */
    Optional<Written> write(Choice choice, String basis, String who);

    /**
     * Where the agreement decides: its text with the value wherever it names the one that does not do. Nothing is written; the agreement
     * is saved as any other change of it.
     *
     * @param fix its number
     * @param value one of those offered
     * @throws DecisionException when no such text can be made, in words
     */
    Agreed agreed(long failedCopy, int fix, String value);

    /**
     * What a text would decide otherwise if it were the file, without changing anything: of documents that stand failed, and of the latest
     * ones. Those in Xero stay there as they are; what is told is how their like would be copied from then on.
     *
     * @param most documents of each sort that are looked at
     * @throws DecisionException when the text can't be used or says the same as the file, in words
     * @throws org.harvestxero.config.SettingsException when {@code mappings.yaml} can't be read as it stands on disk
     */
    default Trial preview(String text, int most) {
        throw new UnsupportedOperationException("Nobody tries mappings");
    }

    /** Has Xero's lists read anew with the next cycle, which begins now. */
    void readAgain(String who);

    /**
     * A thing that was not decided, or to something that does not do.
     *
     * @param number among those of the document, from 0
     * @param key as rules name it, such as {@code account}
     * @param what in words, such as {@code account} or {@code option of Region}
     * @param now what decides at present; null where nothing does
     * @param conditions what a new rule may ask, the narrowest first
     * @param offers of Xero's lists, the likeliest first
     * @param listed when these were read
     */
    record Fix(
            int number, String key, String what, @Nullable Now now, List<Condition> conditions, Offers offers) {
        public Fix {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * What decides at present.
     *
     * @param by in words
     * @param changeable whether it stands in {@code mappings.yaml} and can be given another value there
     * @param agreed whether the agreement decides, which no rule comes before
     */
    record Now(String value, String by, boolean changeable, boolean agreed) {}

    /** @param usual whether a new rule had better ask for it */
    record Condition(String key, String value, boolean usual) {}

    /** What Xero has to choose from. @param read when its list was read; null before it ever was */
    record Offers(List<Offer> offers, @Nullable Instant read) {
        public Offers {
            offers = List.copyOf(offers);
        }
    }

    /** @param group such as {@code Revenue} */
    record Offer(String value, String name, String group) {}

    /**
     * What somebody wants.
     *
     * @param fix its number
     * @param value one of those offered
     * @param change whether what decides now gets the value; else a new rule is added
     * @param conditions keys of what the new rule asks; none for a rule that always fits
     * @param why kept beside the rule; empty for the usual words
     */
    record Choice(long failedCopy, int fix, String value, boolean change, Set<String> conditions, String why) {
        public Choice {
            conditions = Set.copyOf(conditions);
        }
    }

    /**
     * What would change.
     *
     * @param basis tells the text it was made of
     * @param after the text as it would be
     * @param problem why the document would still fail; null where it would not for this
     */
    record Proposal(
            String file,
            String basis,
            String before,
            String after,
            Frees frees,
            @Nullable String problem) {}

    /** How many of the documents that share the cause would go on; at least so many, where not all were looked at. */
    record Frees(int documents, int lookedAt, long all) {
        /** In a sentence. @param number writes one for the reader */
        public String sentence(LongFunction<String> number) {
            if (lookedAt < all) {
                return number.apply(documents) + " of the first " + number.apply(lookedAt) + " of " + number.apply(all)
                        + " documents with this cause go on by it.";
            }
            if (all == 1) {
                return documents == 1 ? "The document goes on by it." : "The document does not go on by it.";
            }
            return number.apply(documents) + " of " + number.apply(all) + " documents with this cause go on by it.";
        }
    }

    /**
     * A change of an agreement.
     *
     * @param file of the agreement
     * @param seen sign of the file it was made of
     */
    record Agreed(String file, String text, String seen) {}

    /**
     * What came of trying a text.
     *
     * @param before the text of the file as it is
     * @param looked documents looked at
     * @param failing how many of them stand failed
     * @param differing those that come out otherwise, failed ones first
     */
    record Trial(String before, int looked, int failing, List<Differing> differing) {
        public Trial {
            differing = List.copyOf(differing);
        }
    }

    /** How a document comes out by a text, where it is otherwise than now. */
    enum Turn {
        /** It can't be copied now, and could be then. */
        GOES_ON,
        /** It can be copied now, and could not be then. */
        WOULD_FAIL,
        /** It can't be copied now, and could not be then, for something else. */
        FAILS_OTHERWISE,
        /** It is copied otherwise. */
        OTHERWISE
    }

    /**
     * A document.
     *
     * @param id the failed copy's such as {@code F7}, or the draft's such as {@code D12}, or Harvest's
     * @param kind such as {@code invoice}
     * @param number null while it has none
     * @param changes what is decided otherwise; where it can't be copied, why
     */
    record Differing(String id, String kind, @Nullable String number, String client, Turn turn, List<Change> changes) {
        public Differing {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One thing that is decided otherwise.
     *
     * @param line from 1; 0 for the whole document
     * @param what such as {@code account}
     * @param before,after what is decided, or why nothing can be; empty where there is no such thing
     * @param by what decides it then, in words; may be empty
     */
    record Change(int line, String what, String before, String after, String by) {}

    /** @param retried how many documents are tried again with the next cycle */
    record Written(int retried, String what) {}
}
