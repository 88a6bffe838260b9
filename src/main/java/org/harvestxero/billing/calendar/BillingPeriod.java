package org.harvestxero.billing.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * The days one bill covers.
 *
 * @param start first day, included
 * @param end last day, included; never before {@code start}
 */
public record BillingPeriod(LocalDate start, LocalDate end) implements Comparable<BillingPeriod> {
    public BillingPeriod {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("A period cannot end (" + end + ") before it starts (" + start + ")");
        }
    }

    public static BillingPeriod of(String start, String end) {
        return new BillingPeriod(LocalDate.parse(start), LocalDate.parse(end));
    }

    public static BillingPeriod of(YearMonth month) {
        return new BillingPeriod(month.atDay(1), month.atEndOfMonth());
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }

    /** Days from first to last, both counted. */
    public long days() {
        return ChronoUnit.DAYS.between(start, end) + 1;
    }

    /** The name people type: {@code 2026-10} for a calendar month, else {@code 2026-10-17..2026-11-16}. */
    public String label() {
        YearMonth month = YearMonth.from(start);
        return equals(of(month)) ? month.toString() : start + ".." + end;
    }

    @Override
    public int compareTo(BillingPeriod other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : end.compareTo(other.end);
    }

    @Override
    public String toString() {
        return label();
    }
}
