package org.harvestxero.billing.engine;

import java.math.BigDecimal;

/**
 * Why an amount billed isn't what the work is worth at Harvest's own hours and rate.
 *
 * @param kind the cause
 * @param amount unrounded; negative when less was billed
 */
public record Difference(Kind kind, BigDecimal amount) {
    /** What makes the difference. */
    public enum Kind {
        /** The agreement's rate instead of Harvest's. */
        RATE,
        /** Whole minutes instead of Harvest's decimal hours. */
        MINUTES,
        /** Hours rounded by the agreement. */
        ROUNDING,
        /** Fractions of a cent, rounded once per line and spread over its entries. */
        CENTS,
        DISCOUNT,
        WRITE_DOWN,
        /** A person charged more for a line than it came to. */
        WRITE_UP,
        /** Fitted to a cap. */
        CAP,
        MARK_UP,
        /** Our own price of a unit instead of what it cost. */
        UNIT_PRICE
    }
}
