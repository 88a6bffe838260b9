package org.harvestxero.payroll;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The days that are paid at once, the first and the last among them. */
public record PayPeriod(LocalDate first, LocalDate last) implements Comparable<PayPeriod> {
    public PayPeriod {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("A period can't end on " + last + " when it begins on " + first);
        }
    }

    public boolean holds(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    public List<LocalDate> days() {
        return first.datesUntil(last.plusDays(1)).toList();
    }

    /** Such as {@code 2026-10-05 to 2026-10-11}. */
    @Override
    public String toString() {
        return first + " to " + last;
    }

    @Override
    public int compareTo(PayPeriod other) {
        return Comparator.comparing(PayPeriod::first)
                .thenComparing(PayPeriod::last)
                .compare(this, other);
    }
}
