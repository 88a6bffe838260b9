package org.harvestxero.sandbox.xero;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Xero's ways of writing a date or an instant. */
final class XeroDates {
    private static final Pattern MS_DATE = Pattern.compile("/Date\\((-?\\d+)([+-]\\d{4})?\\)/");
    private static final DateTimeFormatter LOCK_DATE = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TOKEN_DATE =
            DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CONNECTION_DATE = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSS", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private XeroDates() {}

    /** {@code /Date(1573755038314+0000)/}. */
    static String instant(long epochMillis) {
        return "/Date(" + epochMillis + "+0000)/";
    }

    /** {@code /Date(1573755038314)/}, the form of the envelope. */
    static String bareInstant(long epochMillis) {
        return "/Date(" + epochMillis + ")/";
    }

    /** A document date: midnight UTC of the calendar day. */
    static String day(LocalDate date) {
        return instant(date.toEpochDay() * 86_400_000L);
    }

    /** {@code 2026-05-31T00:00:00}, the companion of {@link #day}. */
    static String dayString(LocalDate date) {
        return date + "T00:00:00";
    }

    /** {@code 2019-11-14T18:10:38Z}. */
    static String instantString(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String lockDate(LocalDate date) {
        return LOCK_DATE.format(date);
    }

    static String tokenDate(Instant instant) {
        return TOKEN_DATE.format(instant);
    }

    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }

    static String connectionDate(Instant instant) {
        return CONNECTION_DATE.format(instant);
    }

    /**
     * The calendar day a client meant. A time with an offset is moved to UTC first, so a local midnight east of
     * Greenwich lands on the day before, as in Xero.
     *
     * @throws DateTimeException when the text is no date
     */
    static LocalDate parseDay(String text) {
        Matcher ms = MS_DATE.matcher(text);
        if (ms.matches()) {
            return LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(ms.group(1))), ZoneOffset.UTC);
        }
        if (text.length() == 10) {
            return LocalDate.parse(text);
        }
        String withT = text.replace(' ', 'T');
        boolean zoned = withT.endsWith("Z") || withT.lastIndexOf('+') > 10 || withT.lastIndexOf('-') > 10;
        return zoned
                ? OffsetDateTime.parse(withT)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDate()
                : LocalDateTime.parse(withT).toLocalDate();
    }

    /** The instant of an {@code If-Modified-Since} header, written as ISO, also without seconds, or as an HTTP date; UTC unless it says otherwise. */
    static Instant parseModifiedSince(String text) {
        String value = text.trim();
        if (value.endsWith("GMT")) {
            return HTTP_DATE.parse(value, Instant::from);
        }
        if (value.length() == 10) {
            return LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        String time = value.substring(10);
        return time.endsWith("Z") || time.contains("+") || time.contains("-")
                ? OffsetDateTime.parse(value.replace(' ', 'T')).toInstant()
                : LocalDateTime.parse(value.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
}
