package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one time entry, expense or fee adds to a journal.
 *
 * @param work what it is for; of a fee only the client, and the task has the rule's name
 * @param words how the amount came about
 */
public record JournalPiece(Source source, Work work, Amount amount, String words) {

    /** What it comes from. */
    public enum Kind {
        TIME_ENTRY,
        EXPENSE,
        /** A fee that is earned and not billed. */
        FEE,
        /** A fee that was billed before it is earned. */
        ADVANCE,
        /** What was earned of such a fee. */
        RELEASE;

        /** As people and tables read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Kind called(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * @param id Harvest's number; of a fee the number of its bill here, 0 before there is one
     * @param day worked, spent, or the last that counts
     */
    public record Source(Kind kind, long id, LocalDate day) {}

    /**
     * @param exact in the organisation's currency, not rounded
     * @param hours zero for what has none
     * @param other the same in the currency it was agreed in; null where that is the organisation's
     */
    public record Amount(
            BigDecimal exact, BigDecimal hours, @Nullable Foreign other) {}

    /**
     * @param rate of the organisation's currency for one unit
     * @param source where the rate comes from
     */
    public record Foreign(BigDecimal amount, String currency, BigDecimal rate, String source) {}
}
