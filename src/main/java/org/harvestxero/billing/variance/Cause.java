package org.harvestxero.billing.variance;

import org.harvestxero.billing.Money;

/**
 * One reason why a period comes to more or less than the one before.
 *
 * @param kind what changed
 * @param amount how much of the difference it makes, before tax; negative where the later period comes to less for it
 * @param words with both figures, and who or what it is about
 */
public record Cause(Kind kind, Money amount, String words) {
    /** What may change, in the order people are told. */
    public enum Kind {
        /** More or less work, priced as before. */
        HOURS,
        /** The same work at another price, or other people and tasks on it. */
        RATES,
        /** Fixed fees, phases, plans and minimums. */
        FEES,
        EXPENSES,
        /** Discounts, caps, write-downs and write-ups. */
        REDUCTIONS,
        /** What earlier periods were billed too little or too much, and credits. */
        CORRECTIONS,
        /** Lines that a reviewer put there. */
        ADDED
    }
}
