package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The account's rounding of tracked time, per entry and before summing.
 *
 * @param minutes 1 (none), 6, 15 or 30
 * @param up to the next step instead of the nearest
 */
public record TimeRounding(int minutes, boolean up) {
    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

    public static TimeRounding none() {
        return new TimeRounding(1, false);
    }

    public static TimeRounding nearest(int minutes) {
        return new TimeRounding(minutes, false);
    }

    public static TimeRounding up(int minutes) {
        return new TimeRounding(minutes, true);
    }

    /** Hours with two decimals; without rounding they stay as tracked. */
    BigDecimal round(BigDecimal hours) {
        if (minutes == 1) {
            return hours;
        }
        BigDecimal step = BigDecimal.valueOf(minutes);
        BigDecimal tracked = hours.multiply(SIXTY).setScale(0, RoundingMode.HALF_UP);
        BigDecimal steps = tracked.divide(step, 0, up ? RoundingMode.CEILING : RoundingMode.HALF_UP);
        return steps.multiply(step).divide(SIXTY, 2, RoundingMode.HALF_UP);
    }
}
