package org.harvestxero.config.agreement;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A day as people write it: {@code 2026-04-27} once, {@code 02-23} each year, {@code first Monday of August} each year. */
final class HolidayDate {
    private static final Pattern ONCE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern YEARLY = Pattern.compile("\\d{2}-\\d{2}");
    private static final Pattern WEEKDAY = Pattern.compile("(first|second|third|fourth|last) ([a-z]+) of ([a-z]+)");
    private static final List<String> ORDER = List.of("first", "second", "third", "fourth");

    private final IntFunction<Optional<LocalDate>> inYear;

    private HolidayDate(IntFunction<Optional<LocalDate>> inYear) {
        this.inYear = inYear;
    }

    /** @throws IllegalArgumentException with a sentence for people when there is no such day */
    static HolidayDate parse(String words) {
        String text = words.strip().toLowerCase(Locale.ROOT);
        try {
            if (ONCE.matcher(text).matches()) {
                LocalDate once = LocalDate.parse(text);
                return new HolidayDate(year -> year == once.getYear() ? Optional.of(once) : Optional.empty());
            }
            if (YEARLY.matcher(text).matches()) {
                MonthDay yearly = MonthDay.parse("--" + text);
                return new HolidayDate(
                        year -> yearly.isValidYear(year) ? Optional.of(yearly.atYear(year)) : Optional.empty());
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("There is no day " + words, e);
        }
        Matcher weekday = WEEKDAY.matcher(text);
        if (weekday.matches()) {
            DayOfWeek day = constant(DayOfWeek.class, weekday.group(2), words);
            Month month = constant(Month.class, weekday.group(3), words);
            int nth = ORDER.indexOf(weekday.group(1)) + 1;
            return new HolidayDate(year -> Optional.of(LocalDate.of(year, month, 1)
                    .with(
                            nth == 0
                                    ? TemporalAdjusters.lastInMonth(day)
                                    : TemporalAdjusters.dayOfWeekInMonth(nth, day))));
        }
        throw new IllegalArgumentException("\"" + words
                + "\" is no day; write 2026-04-27 for once, 02-23 or \"first Monday of August\" for each year");
    }

    /** The day in that year; empty when that year has none. */
    Optional<LocalDate> in(int year) {
        return inYear.apply(year);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word, String words) {
        return ConstantNames.constant(type, word)
                .orElseThrow(() -> new IllegalArgumentException("There is no day " + words));
    }
}
