package org.harvestxero.config.agreement;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.config.yaml.NearestName;

/** Which day, time of day or rule for a date a person probably meant; both readings where there are two. */
final class DateGuess {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final Pattern ISO = Pattern.compile("(\\d{1,4})[-./](\\d{1,2})[-./](\\d{1,2})");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})([-./ ])(\\d{1,2})[-./ ](\\d{4})");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(?:[:.h](\\d{2}))?\\s*(am|pm)?");
    private static final Pattern NET = Pattern.compile("(?:net|within|in)?\\s*(\\d{1,3})\\s*(?:days?|d)?(?: net)?");
    private static final Pattern NET_NTH = Pattern.compile("net\\s*(\\d{1,2})(?:st|nd|rd|th)");
    private static final Pattern NTH =
            Pattern.compile("(?:the |on the )?(\\d{1,2})(?:st|nd|rd|th)?( of)?( the)?( (?:next|following) month)?");
    private static final Pattern WORKING_DAY = Pattern.compile(
            "(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:working|business|work) ?day|(?:working|business) ?day ?(\\d{1,2})");

    private DateGuess() {}

    static boolean isPlausible(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }

    /** One day, or the two it may be. */
    static Optional<String> day(String text) {
        Matcher iso = ISO.matcher(text.strip());
        if (iso.matches() && iso.group(1).length() == 4) {
            return day(whole(iso.group(1)), whole(iso.group(2)), whole(iso.group(3)))
                    .map(LocalDate::toString);
        }
        Matcher first = DAY_FIRST.matcher(text.strip());
        if (!first.matches()) {
            return Optional.empty();
        }
        int year = whole(first.group(4));
        int one = whole(first.group(1));
        int other = whole(first.group(3));
        Stream<Optional<LocalDate>> readings = first.group(2).equals(".")
                ? Stream.of(day(year, other, one))
                : Stream.of(day(year, other, one), day(year, one, other));
        String days = readings.flatMap(Optional::stream)
                .distinct()
                .map(LocalDate::toString)
                .collect(Collectors.joining(" or "));
        return Optional.of(days).filter(found -> !found.isEmpty());
    }

    /** A year such as 16 or 206 is one of this century; a day the month doesn't have is its last. */
    private static Optional<LocalDate> day(int year, int month, int day) {
        try {
            YearMonth of = YearMonth.of(year < FIRST_YEAR ? FIRST_YEAR + year % 100 : year, month);
            return day < 1 || day > 31
                    ? Optional.empty()
                    : Optional.of(of.atDay(Math.min(day, of.lengthOfMonth()))).filter(DateGuess::isPlausible);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A date of an invoice, in words; both where there are two readings. */
    static Optional<String> dateRule(String text) {
        String words = text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
        Matcher both = NET_NTH.matcher(words);
        if (both.matches()) {
            int number = whole(both.group(1));
            return Optional.of("net " + number + " or " + nth(number) + " of the following month");
        }
        Matcher net = NET.matcher(words);
        if (net.matches()) {
            return Optional.of("net " + whole(net.group(1)));
        }
        Matcher nth = NTH.matcher(words);
        if (nth.matches()) {
            String day = nth(whole(nth.group(1)));
            return Optional.of(
                    nth.group(4) == null
                            ? day + " or " + day + " of the following month"
                            : day + " of the following month");
        }
        return switch (words) {
            case "immediately", "on receipt", "due on receipt", "at once", "now" -> Optional.of("net 0");
            case "eom", "end of month", "month end", "last day", "last day of the month", "last day of month" ->
                Optional.of("end of the month");
            case "end of next month", "end of the next month", "end of following month", "eom next" ->
                Optional.of("end of the following month");
            case "end of period", "end of the period" -> Optional.of("period end");
            default ->
                NearestName.of(
                        words,
                        List.of(
                                "close day",
                                "period end",
                                "after period",
                                "end of the month",
                                "end of the following month"));
        };
    }

    private static String nth(int day) {
        String end = day % 100 >= 11 && day % 100 <= 13
                ? "th"
                : switch (day % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return "the " + day + end;
    }

    static Optional<String> close(String text) {
        String words = text.toLowerCase(Locale.ROOT).strip();
        Matcher working = WORKING_DAY.matcher(words);
        if (working.matches()) {
            return Optional.of("working day " + (working.group(1) == null ? working.group(2) : working.group(1)));
        }
        return switch (words) {
            case "1", "1st", "first", "the first", "first day", "first of the month" -> Optional.of("the 1st");
            case "end of month", "end of the month", "eom", "month end", "period end" -> Optional.of("last day");
            case "last business day", "last weekday" -> Optional.of("last working day");
            default -> NearestName.of(words, List.of("the 1st", "last day", "last working day"));
        };
    }

    static Optional<String> time(String text) {
        Matcher clock = CLOCK.matcher(text.toLowerCase(Locale.ROOT).strip());
        if (!clock.matches()) {
            return Optional.empty();
        }
        int hour = whole(clock.group(1)) % (clock.group(3) == null ? 100 : 12);
        hour += "pm".equals(clock.group(3)) ? 12 : 0;
        int minute = clock.group(2) == null ? 0 : whole(clock.group(2));
        return hour > 23 || minute > 59
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%02d:%02d", hour, minute));
    }

    private static int whole(String digits) {
        return Integer.parseInt(digits);
    }
}
