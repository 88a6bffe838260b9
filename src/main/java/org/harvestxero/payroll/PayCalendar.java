package org.harvestxero.payroll;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * When somebody is paid.
 *
 * @param id Xero's
 * @param start first day of one of its periods; the others follow from it
 */
public record PayCalendar(String id, String name, Cycle cycle, LocalDate start) {
    private static final int HALF = 15;

    /** How long a period is. */
    public enum Cycle {
        WEEKLY(7, 0),
        FORTNIGHTLY(14, 0),
        FOURWEEKLY(28, 0),
        /** Two a month, the second one 15 days after the first. */
        TWICEMONTHLY(0, 1),
        MONTHLY(0, 1),
        QUARTERLY(0, 3),
        ANNUAL(0, 12);

        private final int days;
        private final int months;

        Cycle(int days, int months) {
            this.days = days;
            this.months = months;
        }

        /** By Xero's word in either spelling, such as {@code FourWeekly}; empty for one that is not known. */
        public static Optional<Cycle> called(String word) {
            for (Cycle cycle : values()) {
                if (cycle.name().equals(word.toUpperCase(Locale.ROOT))) {
                    return Optional.of(cycle);
                }
            }
            return Optional.empty();
        }
    }

    /** The period that holds the day. */
    public PayPeriod periodOf(LocalDate day) {
        if (cycle == Cycle.TWICEMONTHLY) {
            return halfOf(day);
        }
        long number = cycle.days > 0
                ? Math.floorDiv(ChronoUnit.DAYS.between(start, day), cycle.days)
                : Math.floorDiv(ChronoUnit.MONTHS.between(start, day) - 1, cycle.months);
        while (!begin(number + 1).isAfter(day)) {
            number++;
        }
        while (begin(number).isAfter(day)) {
            number--;
        }
        return new PayPeriod(begin(number), begin(number + 1).minusDays(1));
    }

    /** The latest period that was over before the day. */
    public PayPeriod lastBefore(LocalDate day) {
        return periodOf(periodOf(day).first().minusDays(1));
    }

    private LocalDate begin(long number) {
        return cycle.days > 0 ? start.plusDays(cycle.days * number) : start.plusMonths(cycle.months * number);
    }

    private PayPeriod halfOf(LocalDate day) {
        LocalDate anchor = start.getDayOfMonth() > HALF ? start.minusDays(HALF) : start;
        PayCalendar months = new PayCalendar(id, name, Cycle.MONTHLY, anchor);
        PayPeriod month = months.periodOf(day);
        LocalDate second = month.first().plusDays(HALF);
        return day.isBefore(second)
                ? new PayPeriod(month.first(), second.minusDays(1))
                : new PayPeriod(second, month.last());
    }
}
