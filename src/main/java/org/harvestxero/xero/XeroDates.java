package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/** Xero's ways to write a date: {@code /Date(1573755038314+0000)/}, {@code 2026-05-31T00:00:00} and {@code 2019-11-14T18:10:38Z}. */
public final class XeroDates {
    /** Milliseconds since 1970 in UTC; the offset behind them carries no shift. */
    private static final Pattern SLASHED = Pattern.compile("/Date\\((-?\\d{1,18})([+-]\\d{4})?\\)/");

    private XeroDates() {}

    /** A day as a filter of a list names it. */
    public static String inFilter(LocalDate day) {
        return "DateTime(" + day.getYear() + "," + day.getMonthValue() + "," + day.getDayOfMonth() + ")";
    }

    /** The instant a text stands for; a text without zone is UTC. */
    public static Optional<Instant> instant(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher slashed = SLASHED.matcher(text);
        if (slashed.matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(slashed.group(1))));
        }
        try {
            boolean zoned = text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d:\\d\\d");
            return Optional.of(OffsetDateTime.parse(zoned ? text : text + "Z").toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The calendar day of a document date, from its {@code …String} field where there is one; no time zone ever moves it. */
    static Optional<LocalDate> day(JsonNode node, String field) {
        return day(node, field, ZoneOffset.UTC);
    }

    /**
     * The calendar day of a lock date, which Xero sends as UTC midnight or as midnight where the organisation is: the day
     * that begins at that instant in either of the two.
     */
    static Optional<LocalDate> lockDay(JsonNode node, String field, ZoneId organisation) {
        return instant(JsonFields.text(node, field)).map(at -> {
            boolean utcMidnight = at.toEpochMilli() % 86_400_000L == 0;
            return at.atZone(utcMidnight ? ZoneOffset.UTC : organisation).toLocalDate();
        });
    }

    private static Optional<LocalDate> day(JsonNode node, String field, ZoneId zone) {
        String twin = JsonFields.text(node, field + "String");
        String text = twin != null ? twin : JsonFields.text(node, field);
        if (text != null && text.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
            try {
                return Optional.of(LocalDate.parse(text.substring(0, 10)));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        return instant(text).map(at -> at.atZone(zone).toLocalDate());
    }

    /** When an element was last changed, to the millisecond. */
    public static Optional<Instant> updated(JsonNode element) {
        return instant(JsonFields.text(element, "UpdatedDateUTC"));
    }
}
