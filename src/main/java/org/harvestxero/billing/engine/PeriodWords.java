package org.harvestxero.billing.engine;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.jspecify.annotations.Nullable;

/** Writes days and periods in the client's language. */
final class PeriodWords {
    private final DateTimeFormatter day;
    private final DateTimeFormatter month;

    PeriodWords(Locale language) {
        this.day = DateTimeFormatter.ofPattern("d MMMM uuuu", language);
        this.month = DateTimeFormatter.ofPattern("LLLL uuuu", language);
    }

    String day(LocalDate date) {
        return day.format(date);
    }

    /** The month the period ends in. */
    String month(BillingPeriod period) {
        return month.format(period.end());
    }

    /** {@code March 2026} for a calendar month, else first and last day. */
    String period(BillingPeriod period) {
        return period.equals(BillingPeriod.of(YearMonth.from(period.start())))
                ? month(period)
                : day(period.start()) + " – " + day(period.end());
    }

    /** The value of a name in a template that tells of the period; null for other names. */
    @Nullable
    String value(String name, BillingPeriod period) {
        return switch (name) {
            case "period" -> period(period);
            case "period-start" -> day(period.start());
            case "period-end" -> day(period.end());
            case "month" -> month(period);
            case "year" -> Integer.toString(period.end().getYear());
            case "quarter" ->
                "Q" + (period.end().getMonthValue() + 2) / 3 + " "
                        + period.end().getYear();
            case "label" -> period.label();
            default -> null;
        };
    }
}
