package org.harvestxero.sandbox.xero;

import java.time.LocalDate;
import java.util.UUID;

/**
 * When people are paid.
 *
 * @param first day of a period; the others follow from it
 */
record PayCalendar(UUID id, String name, Cycle cycle, LocalDate first) {
    /** How long a period is. */
    enum Cycle {
        WEEKLY("Weekly", 7, 0),
        FORTNIGHTLY("Fortnightly", 14, 0),
        FOURWEEKLY("FourWeekly", 28, 0),
        MONTHLY("Monthly", 0, 1),
        QUARTERLY("Quarterly", 0, 3),
        ANNUAL("Annual", 0, 12);

        final String word;
        private final int days;
        private final int months;

        Cycle(String word, int days, int months) {
            this.word = word;
            this.days = days;
            this.months = months;
        }
    }

    private LocalDate begin(long periods) {
        return cycle.days > 0 ? first.plusDays(cycle.days * periods) : first.plusMonths(cycle.months * periods);
    }

    /** The last day of the first period. */
    LocalDate last() {
        return begin(1).minusDays(1);
    }

    /** Whether these are the first and the last day of one period. */
    boolean isPeriod(LocalDate from, LocalDate to) {
        int step = from.isBefore(first) ? -1 : 1;
        long period = 0;
        while (step > 0 ? begin(period).isBefore(from) : begin(period).isAfter(from)) {
            period += step;
        }
        return begin(period).equals(from) && begin(period + 1).minusDays(1).equals(to);
    }

    /** When the period is paid: its day after. */
    LocalDate paymentDate() {
        return last().plusDays(1);
    }
}
