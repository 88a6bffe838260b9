package org.harvestxero.billing.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * From when to when an agreement runs.
 *
 * @param start first day, included
 * @param end last day, included; null while open
 */
public record Term(LocalDate start, @Nullable LocalDate end) {
    public Term {
        if (end != null && end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "An agreement cannot end (" + end + ") before it starts (" + start + ")");
        }
    }

    public static Term from(String start) {
        return new Term(LocalDate.parse(start), null);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(start) && (end == null || !day.isAfter(end));
    }

    /** The days of {@code period} that the agreement covers; null when there are none. */
    public @Nullable BillingPeriod clip(BillingPeriod period) {
        LocalDate first = start.isAfter(period.start()) ? start : period.start();
        LocalDate last = end != null && end.isBefore(period.end()) ? end : period.end();
        return last.isBefore(first) ? null : new BillingPeriod(first, last);
    }
}
