package org.harvestxero.billing.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads names of periods, and guesses at those that aren't written as they should be. */
final class PeriodWord {
    private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-[Qq]([1-4])");
    private static final Pattern DAYS = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.\\.(\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern OPENING = Pattern.compile("opening-\\d{4}-\\d{2}-\\d{2}");
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private static final String DAY = "(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})";
    private static final Pattern LOOSE_DAYS =
            Pattern.compile(DAY + "\\s*(?:\\.+|…|–|—|-|/|:|,|to|until|and)?\\s*" + DAY);
    private static final Pattern LOOSE_DAY = Pattern.compile(DAY);
    private static final Pattern LOOSE_MONTHS =
            Pattern.compile("(\\d{4})-(\\d{1,2})\\s*(?:\\.+|…|–|—|to|until)\\s*(\\d{4})-(\\d{1,2})");
    private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4})\\s*[-/. ]?\\s*(\\d{1,2})");
    private static final Pattern MONTH_YEAR = Pattern.compile("(\\d{1,2})\\s*[-/. ]\\s*(\\d{4})");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern QUARTER_YEAR = Pattern.compile("q\\s*([1-4])\\s*[-/., ]?\\s*(\\d{4})?");
    private static final Pattern YEAR_QUARTER = Pattern.compile("(\\d{4})\\s*[-/., ]?\\s*q\\s*([1-4])");
    private static final Pattern NAME = Pattern.compile("([a-z]{3,})\\.?[-,\\s]*(\\d{4})?");
    private static final Pattern YEAR_NAME = Pattern.compile("(\\d{4})[-,\\s]*([a-z]{3,})\\.?");

    private PeriodWord() {}

    static Optional<WantedPeriod> read(String text) {
        if (text.equalsIgnoreCase("last")) {
            return Optional.of(new WantedPeriod.Last());
        }
        if (OPENING.matcher(text).matches()) {
            return Optional.of(new WantedPeriod.Opening(text));
        }
        try {
            return days(text).filter(PeriodWord::isPlausible).map(WantedPeriod.Days::new);
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<BillingPeriod> days(String text) {
        Matcher month = MONTH.matcher(text);
        if (month.matches()) {
            return Optional.of(BillingPeriod.of(YearMonth.parse(text)));
        }
        Matcher quarter = QUARTER.matcher(text);
        if (quarter.matches()) {
            return Optional.of(quarter(number(quarter.group(1)), number(quarter.group(2))));
        }
        Matcher days = DAYS.matcher(text);
        return days.matches() ? Optional.of(BillingPeriod.of(days.group(1), days.group(2))) : Optional.empty();
    }

    private static boolean isPlausible(BillingPeriod period) {
        return period.start().getYear() >= FIRST_YEAR && period.end().getYear() <= LAST_YEAR;
    }

    private static BillingPeriod quarter(int year, int quarter) {
        YearMonth first = YearMonth.of(year, 3 * quarter - 2);
        return new BillingPeriod(first.atDay(1), first.plusMonths(2).atEndOfMonth());
    }

    /** What was probably meant, as it should be written. */
    static Optional<String> meant(String text, LocalDate today) {
        String words = text.toLowerCase(Locale.ROOT).strip();
        try {
            return guess(words, today).filter(guess -> read(guess).isPresent());
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> guess(String words, LocalDate today) {
        if (words.matches("(the )?(last|previous|prev|latest|past)([ -]?(one|month|period|quarter|week))?")) {
            return Optional.of("last");
        }
        if (words.matches("(this|current)([ -]?(month|period))?|now|today")) {
            return Optional.of(YearMonth.from(today).toString());
        }
        return span(words)
                .or(() -> quarter(words, today))
                .or(() -> month(words))
                .or(() -> named(words, today));
    }

    private static Optional<String> span(String words) {
        Matcher days = LOOSE_DAYS.matcher(words);
        if (days.matches()) {
            LocalDate one = day(days, 1);
            LocalDate other = day(days, 4);
            return Optional.of(one.isAfter(other) ? other + ".." + one : one + ".." + other);
        }
        Matcher months = LOOSE_MONTHS.matcher(words);
        if (months.matches()) {
            YearMonth from = YearMonth.of(year(months.group(1)), number(months.group(2)));
            YearMonth to = YearMonth.of(year(months.group(3)), number(months.group(4)));
            return Optional.of(from.atDay(1) + ".." + to.atEndOfMonth());
        }
        Matcher day = LOOSE_DAY.matcher(words);
        if (day.matches()) {
            return Optional.of(YearMonth.from(day(day, 1)).toString());
        }
        return YEAR.matcher(words).matches()
                ? Optional.of(year(words) + "-01-01.." + year(words) + "-12-31")
                : Optional.empty();
    }

    private static Optional<String> quarter(String words, LocalDate today) {
        Matcher first = QUARTER_YEAR.matcher(words);
        if (first.matches()) {
            int quarter = number(first.group(1));
            return Optional.of(year(first.group(2), 3 * quarter - 2, today) + "-Q" + quarter);
        }
        Matcher second = YEAR_QUARTER.matcher(words);
        return second.matches() ? Optional.of(year(second.group(1)) + "-Q" + second.group(2)) : Optional.empty();
    }

    private static Optional<String> month(String words) {
        Matcher first = YEAR_MONTH.matcher(words);
        if (first.matches()) {
            return Optional.of(
                    YearMonth.of(year(first.group(1)), number(first.group(2))).toString());
        }
        Matcher second = MONTH_YEAR.matcher(words);
        return second.matches()
                ? Optional.of(YearMonth.of(year(second.group(2)), number(second.group(1)))
                        .toString())
                : Optional.empty();
    }

    private static Optional<String> named(String words, LocalDate today) {
        Matcher first = NAME.matcher(words);
        if (first.matches()) {
            return ofName(first.group(1))
                    .map(month -> YearMonth.of(year(first.group(2), month.getValue(), today), month)
                            .toString());
        }
        Matcher second = YEAR_NAME.matcher(words);
        return second.matches()
                ? ofName(second.group(2))
                        .map(month -> YearMonth.of(year(second.group(1)), month).toString())
                : Optional.empty();
    }

    /** The first three letters tell English names of months apart. */
    private static Optional<Month> ofName(String name) {
        for (Month month : Month.values()) {
            if (month.name().toLowerCase(Locale.ROOT).startsWith(name.substring(0, 3))) {
                return Optional.of(month);
            }
        }
        return Optional.empty();
    }

    /** The year written, or else the last one in which {@code month} has begun. */
    private static int year(@Nullable String written, int month, LocalDate today) {
        return written != null ? year(written) : today.getYear() - (month > today.getMonthValue() ? 1 : 0);
    }

    /** A year as it was meant: {@code 0016} and {@code 0216} are 2016. */
    private static int year(String digits) {
        int year = number(digits);
        return year < FIRST_YEAR ? FIRST_YEAR + year % 100 : year;
    }

    /** A day; one the month doesn't have is its last. */
    private static LocalDate day(Matcher matcher, int group) {
        YearMonth month = YearMonth.of(year(matcher.group(group)), number(matcher.group(group + 1)));
        return month.atDay(Math.min(number(matcher.group(group + 2)), month.lengthOfMonth()));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
