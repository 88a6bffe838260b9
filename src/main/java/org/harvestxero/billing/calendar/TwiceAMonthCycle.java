package org.harvestxero.billing.calendar;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Two periods a month, each starting on a fixed day; in a short month on its last day at the latest.
 *
 * @param first day of the month, from 1
 * @param second later day of the month, up to 28 so that it exists in every month
 */
public record TwiceAMonthCycle(int first, int second) implements Cycle {
    public TwiceAMonthCycle {
        if (first < 1 || second <= first || second > 28) {
            throw new IllegalArgumentException(
                    "Periods twice a month start on two days between 1 and 28, not " + first + " and " + second);
        }
    }

    @Override
    public BillingPeriod containing(LocalDate day) {
        YearMonth month = YearMonth.from(day);
        if (day.getDayOfMonth() < first) {
            return new BillingPeriod(
                    month.minusMonths(1).atDay(second), month.atDay(first).minusDays(1));
        }
        if (day.getDayOfMonth() < second) {
            return new BillingPeriod(month.atDay(first), month.atDay(second - 1));
        }
        return new BillingPeriod(
                month.atDay(second), month.plusMonths(1).atDay(first).minusDays(1));
    }

    @Override
    public int nominalDays() {
        return 15;
    }
}
