package org.harvestxero.mapping.expense;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * The span whose expenses of one person make one bill.
 *
 * @param first,last both included
 * @param label part of the bill's number: {@code 2026-10}, {@code 2026-10-B}, {@code 2026-W41}
 */
public record ExpensePeriod(LocalDate first, LocalDate last, String label) {

    /** How long a period is. */
    public enum Length {
        /** Monday to Sunday. */
        WEEK,
        /** To the 15th, and from the 16th. */
        HALF_MONTH,
        MONTH;

        public static Length called(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    private static final int MIDDLE = 15;

    public static ExpensePeriod of(LocalDate day, Length length) {
        YearMonth month = YearMonth.from(day);
        return switch (length) {
            case MONTH -> new ExpensePeriod(month.atDay(1), month.atEndOfMonth(), month.toString());
            case HALF_MONTH ->
                day.getDayOfMonth() <= MIDDLE
                        ? new ExpensePeriod(month.atDay(1), month.atDay(MIDDLE), month + "-A")
                        : new ExpensePeriod(month.atDay(MIDDLE + 1), month.atEndOfMonth(), month + "-B");
            case WEEK -> {
                LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
                yield new ExpensePeriod(
                        monday,
                        monday.plusDays(6),
                        "%04d-W%02d"
                                .formatted(
                                        day.get(IsoFields.WEEK_BASED_YEAR),
                                        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
            }
        };
    }

    /** Whether nothing more can be spent in it. */
    public boolean isOver(LocalDate today) {
        return today.isAfter(last);
    }
}
