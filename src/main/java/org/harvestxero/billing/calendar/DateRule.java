package org.harvestxero.billing.calendar;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Finds the issue date or the due date of an invoice.
 *
 * @param kind what the date hangs on
 * @param number days for {@link Kind#DAYS_AFTER}, day of the month for {@link Kind#DAY_OF_MONTH}; else 0
 * @param months how many months ahead; for a day of the month 0 means its next occurrence
 * @param shift where the date goes when it isn't a working day
 */
public record DateRule(Kind kind, int number, int months, Shift shift) {
    /** What a date hangs on. */
    public enum Kind {
        /** A number of days after the basis: the close day for the issue date, the issue date for the due date. */
        DAYS_AFTER,
        /** The last day of the billing period. */
        PERIOD_END,
        /** The day after the billing period. */
        AFTER_PERIOD,
        /** A fixed day of a month. */
        DAY_OF_MONTH,
        /** The last day of a month. */
        END_OF_MONTH
    }

    /** Where a date goes that falls on a weekend or holiday. */
    public enum Shift {
        NONE,
        NEXT_WORKING_DAY,
        PREVIOUS_WORKING_DAY
    }

    public DateRule {
        if (number < 0 || months < 0) {
            throw new IllegalArgumentException("A date rule counts forward, not by " + number + " or " + months);
        }
        if (kind == Kind.DAY_OF_MONTH && (number < 1 || number > 31)) {
            throw new IllegalArgumentException("A month has no day " + number);
        }
    }

    /** The basis plus {@code days}; 0 is the basis itself. */
    public static DateRule net(int days) {
        return new DateRule(Kind.DAYS_AFTER, days, 0, Shift.NONE);
    }

    public static DateRule periodEnd() {
        return new DateRule(Kind.PERIOD_END, 0, 0, Shift.NONE);
    }

    public static DateRule afterPeriod() {
        return new DateRule(Kind.AFTER_PERIOD, 0, 0, Shift.NONE);
    }

    /** The first such day on or after the basis; in a month too short for it, the month's last day. */
    public static DateRule nextDay(int dayOfMonth) {
        return new DateRule(Kind.DAY_OF_MONTH, dayOfMonth, 0, Shift.NONE);
    }

    /** That day of the month {@code months} after the basis's month, at least 1. */
    public static DateRule dayOfMonth(int dayOfMonth, int months) {
        return new DateRule(Kind.DAY_OF_MONTH, dayOfMonth, months, Shift.NONE);
    }

    /** The last day of the month {@code months} after the basis's month. */
    public static DateRule endOfMonth(int months) {
        return new DateRule(Kind.END_OF_MONTH, 0, months, Shift.NONE);
    }

    public DateRule shifted(Shift how) {
        return new DateRule(kind, number, months, how);
    }

    LocalDate from(LocalDate basis, BillingPeriod period, WorkingDays days) {
        LocalDate date = switch (kind) {
            case DAYS_AFTER -> basis.plusDays(number);
            case PERIOD_END -> period.end();
            case AFTER_PERIOD -> period.end().plusDays(1);
            case DAY_OF_MONTH -> months > 0 ? dayIn(monthOf(basis)) : nextAfter(basis);
            case END_OF_MONTH -> monthOf(basis).atEndOfMonth();
        };
        return switch (shift) {
            case NONE -> date;
            case NEXT_WORKING_DAY -> days.onOrAfter(date);
            case PREVIOUS_WORKING_DAY -> days.onOrBefore(date);
        };
    }

    private YearMonth monthOf(LocalDate basis) {
        return YearMonth.from(basis).plusMonths(months);
    }

    private LocalDate nextAfter(LocalDate basis) {
        LocalDate here = dayIn(YearMonth.from(basis));
        return here.isBefore(basis) ? dayIn(YearMonth.from(basis).plusMonths(1)) : here;
    }

    private LocalDate dayIn(YearMonth month) {
        return month.atDay(Math.min(number, month.lengthOfMonth()));
    }
}
