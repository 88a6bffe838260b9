package org.harvestxero.billing.terms;

import java.math.BigDecimal;

/**
 * A condition under which a person looks at a draft before it goes out.
 *
 * @param when the condition
 * @param threshold percent or amount, where the condition needs one; else 0
 * @param periods of how many periods the median is taken; else 0
 */
public record ReviewRule(When when, BigDecimal threshold, int periods) {
    /** What makes a draft need a look. */
    public enum When {
        ALWAYS,
        FIRST_INVOICE,
        NEW_PERSON,
        NEW_RATE,
        /** A line is taxed differently from what the client was charged last time. */
        NEW_TAX_TYPE,
        UNAPPROVED_TIME,
        CAP_REACHED,
        ENTRIES_WITHOUT_NOTES,
        /** Work of the period is billed neither now nor later unless somebody does something. */
        SOMETHING_IS_HELD,
        /** Nothing to pay, or less. */
        ZERO_OR_NEGATIVE,
        TOTAL_ABOVE,
        /** Percent of difference to the period before. */
        VARIANCE_TO_PREVIOUS,
        /** Percent of difference to the median of the last periods. */
        VARIANCE_TO_MEDIAN,
        /** A draft of an earlier period waits for a person; never agreed on, see {@link ReviewPolicy.Behind}. */
        EARLIER_WAITS,
        /** It would go out otherwise than somebody saw it; never agreed on. */
        SEEN_OTHERWISE,
        /** It bills work that people marked as ready in Harvest; never agreed on. */
        MARKED_READY;

        /** Whether it depends on which drafts were let out before. */
        public boolean comparesWithReleased() {
            return switch (this) {
                case FIRST_INVOICE, NEW_PERSON, NEW_RATE, VARIANCE_TO_PREVIOUS, VARIANCE_TO_MEDIAN, EARLIER_WAITS ->
                    true;
                default -> false;
            };
        }
    }

    public static ReviewRule of(When when) {
        return new ReviewRule(when, BigDecimal.ZERO, 0);
    }

    public static ReviewRule above(When when, String threshold) {
        return new ReviewRule(when, new BigDecimal(threshold), 0);
    }

    public static ReviewRule median(String percent, int periods) {
        return new ReviewRule(When.VARIANCE_TO_MEDIAN, new BigDecimal(percent), periods);
    }
}
