package org.harvestxero.billing.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * Periods of whole months: monthly, quarterly, yearly.
 *
 * <p>A period starts on the anchor's day; in a month too short for it, on that month's last day (31 → 30, 29 or 28).
 *
 * @param months length of one period, 1 or more
 * @param anchor the first day of any one period
 */
public record MonthCycle(int months, LocalDate anchor) implements Cycle {
    public MonthCycle {
        if (months < 1) {
            throw new IllegalArgumentException("A period needs at least one month, not " + months);
        }
    }

    @Override
    public BillingPeriod containing(LocalDate day) {
        long apart = ChronoUnit.MONTHS.between(YearMonth.from(anchor), YearMonth.from(day));
        long index = Math.floorDiv(apart, (long) months);
        if (day.isBefore(startOf(index))) {
            index--;
        }
        return new BillingPeriod(startOf(index), startOf(index + 1).minusDays(1));
    }

    @Override
    public int nominalDays() {
        return 30 * months;
    }

    private LocalDate startOf(long index) {
        YearMonth month = YearMonth.from(anchor).plusMonths(index * months);
        return month.atDay(Math.min(anchor.getDayOfMonth(), month.lengthOfMonth()));
    }
}
