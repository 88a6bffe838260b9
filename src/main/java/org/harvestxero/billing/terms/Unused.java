package org.harvestxero.billing.terms;

import org.harvestxero.billing.Rate;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of included hours or money nobody used.
 *
 * @param fate what happens at the end of the period
 * @param limit the most that may be carried into a period, of all together; the oldest lapses first; null for no limit
 * @param expiresAfter how many later periods a carried rest stays usable; 0 for ever
 * @param creditRate price at which unused hours are credited; null for the fee's share of an included hour
 */
public record Unused(
        Fate fate,
        @Nullable Limit limit,
        int expiresAfter,
        @Nullable Rate creditRate) {
    /** What happens to a rest. */
    public enum Fate {
        LAPSE,
        CARRY,
        CREDIT
    }

    public Unused {
        if (expiresAfter < 0) {
            throw new IllegalArgumentException("A rest cannot expire after " + expiresAfter + " periods");
        }
    }

    public static Unused lapses() {
        return new Unused(Fate.LAPSE, null, 0, null);
    }

    /** @param periods how many later periods the rest stays usable; 0 for ever */
    public static Unused carries(@Nullable Limit limit, int periods) {
        return new Unused(Fate.CARRY, limit, periods, null);
    }

    public static Unused isCredited(@Nullable Rate rate) {
        return new Unused(Fate.CREDIT, null, 0, rate);
    }
}
