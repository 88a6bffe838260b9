package org.harvestxero.billing.calendar;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * The moment from which a period may be billed.
 *
 * @param on which day, seen from the period
 * @param workingDay which working day after the period, from 1; only for {@link On#WORKING_DAY}
 * @param at local time on that day
 */
public record Close(On on, int workingDay, LocalTime at) {
    private static final LocalTime END_OF_WORK = LocalTime.of(18, 0);

    /** The day a period closes on. */
    public enum On {
        /** The day after the period: the 1st, for calendar months. */
        FIRST,
        /** The period's own last day. */
        LAST_DAY,
        /** The last working day inside the period; later days of it are billed late. */
        LAST_WORKING_DAY,
        /** The n-th working day after the period. */
        WORKING_DAY
    }

    public Close {
        if (on == On.WORKING_DAY && workingDay < 1) {
            throw new IllegalArgumentException("Working days are counted from 1, not " + workingDay);
        }
    }

    /** Closes at the start of the day after the period. */
    public static Close onTheFirst() {
        return new Close(On.FIRST, 0, LocalTime.MIDNIGHT);
    }

    /** Closes at 18:00 on the period's last day. */
    public static Close onTheLastDay() {
        return new Close(On.LAST_DAY, 0, END_OF_WORK);
    }

    /** Closes at 18:00 on the last working day of the period. */
    public static Close onTheLastWorkingDay() {
        return new Close(On.LAST_WORKING_DAY, 0, END_OF_WORK);
    }

    /** Closes at the start of the {@code n}-th working day after the period. */
    public static Close onWorkingDay(int n) {
        return new Close(On.WORKING_DAY, n, LocalTime.MIDNIGHT);
    }

    public Close at(LocalTime time) {
        return new Close(on, workingDay, time);
    }

    LocalDate dayFor(BillingPeriod period, WorkingDays days) {
        return switch (on) {
            case FIRST -> period.end().plusDays(1);
            case LAST_DAY -> period.end();
            case LAST_WORKING_DAY -> days.onOrBefore(period.end());
            case WORKING_DAY -> days.after(period.end(), workingDay);
        };
    }
}
