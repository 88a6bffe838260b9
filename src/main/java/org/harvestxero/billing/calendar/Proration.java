package org.harvestxero.billing.calendar;

import java.time.LocalDate;

/** How much of a fee the first or last, partial period owes. */
public enum Proration {
    /** Days worked over the days the full period really has. */
    ACTUAL,
    /** Days worked over 30 for each month, at most the whole. */
    ACTUAL_30,
    /** Every month has 30 days, on both sides; a month's last day is its 30th. */
    THIRTY_360,
    /** Always the whole fee. */
    NONE;

    /** The share {@code part} owes of {@code full}; cycles of weeks always count actual days. */
    public Fraction share(BillingPeriod part, BillingPeriod full, Cycle cycle) {
        if (this == NONE || part.equals(full)) {
            return Fraction.whole();
        }
        if (this == ACTUAL || cycle.nominalDays() == 0) {
            return new Fraction(part.days(), full.days());
        }
        long days = this == ACTUAL_30 ? part.days() : thirtyDayMonths(part);
        return new Fraction(Math.min(days, cycle.nominalDays()), cycle.nominalDays());
    }

    private static long thirtyDayMonths(BillingPeriod part) {
        LocalDate from = part.start();
        LocalDate to = part.end();
        long months = 12L * (to.getYear() - from.getYear()) + to.getMonthValue() - from.getMonthValue();
        int first = Math.min(from.getDayOfMonth(), 30);
        int last = to.getDayOfMonth() == to.lengthOfMonth() ? 30 : to.getDayOfMonth();
        return Math.max(0, 30 * months + last - first + 1);
    }
}
