package org.harvestxero.billing.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Periods of whole weeks.
 *
 * @param weeks length of one period, 1 or more
 * @param anchor the first day of any one period
 */
public record WeekCycle(int weeks, LocalDate anchor) implements Cycle {
    public WeekCycle {
        if (weeks < 1) {
            throw new IllegalArgumentException("A period needs at least one week, not " + weeks);
        }
    }

    @Override
    public BillingPeriod containing(LocalDate day) {
        int length = 7 * weeks;
        long ahead = Math.floorMod(ChronoUnit.DAYS.between(anchor, day), (long) length);
        LocalDate start = day.minusDays(ahead);
        return new BillingPeriod(start, start.plusDays(length - 1L));
    }

    @Override
    public int nominalDays() {
        return 0;
    }
}
