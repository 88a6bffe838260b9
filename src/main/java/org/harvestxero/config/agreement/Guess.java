package org.harvestxero.config.agreement;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.config.yaml.NearestName;

/** What a person probably meant who wrote something that can't be read; several readings where there are several. */
final class Guess {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final Pattern ISO = Pattern.compile("(\\d{1,4})[-./](\\d{1,2})[-./](\\d{1,2})");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})([-./ ])(\\d{1,2})[-./ ](\\d{4})");
    private static final Pattern NUMBER =
            Pattern.compile("[^\\d,.-]{0,4}(-?\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?)[^\\d]{0,8}");
    private static final Pattern COMMA = Pattern.compile("(\\d+),(\\d{1,2})");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(?:[:.h](\\d{2}))?\\s*(am|pm)?");
    private static final Pattern NET = Pattern.compile("(?:net|within|in)?\\s*(\\d{1,3})\\s*(?:days?|d)?(?: net)?");
    private static final Pattern NET_NTH = Pattern.compile("net\\s*(\\d{1,2})(?:st|nd|rd|th)");
    private static final Pattern NTH =
            Pattern.compile("(?:the |on the )?(\\d{1,2})(?:st|nd|rd|th)?( of)?( the)?( (?:next|following) month)?");
    private static final Pattern WORKING_DAY = Pattern.compile(
            "(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:working|business|work) ?day|(?:working|business) ?day ?(\\d{1,2})");
    private static final Map<String, String> COUNTRIES = Map.ofEntries(
            Map.entry("uk", "gb"),
            Map.entry("great britain", "gb"),
            Map.entry("england", "gb-eng"),
            Map.entry("scotland", "gb-sct"),
            Map.entry("wales", "gb-wls"),
            Map.entry("northern ireland", "gb-nir"),
            Map.entry("usa", "us"),
            Map.entry("america", "us"),
            Map.entry("holland", "nl"),
            Map.entry("eire", "ie"));
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("weekly", "week"),
            Map.entry("biweekly", "two weeks"),
            Map.entry("bi-weekly", "two weeks"),
            Map.entry("fortnight", "two weeks"),
            Map.entry("fortnightly", "two weeks"),
            Map.entry("semi-monthly", "half month"),
            Map.entry("twice a month", "half month"),
            Map.entry("monthly", "month"),
            Map.entry("quarterly", "quarter"),
            Map.entry("yearly", "year"),
            Map.entry("annual", "year"),
            Map.entry("annually", "year"),
            Map.entry("approved", "authorised"),
            Map.entry("authorized", "authorised"),
            Map.entry("carry over", "carried over"),
            Map.entry("lapse", "lapses"),
            Map.entry("expires", "lapses"));
    private static final Map<String, String> SIGNS = Map.of("€", "EUR", "$", "USD", "£", "GBP", "¥", "JPY");

    private Guess() {}

    static String meant(String guess) {
        return "; did you mean " + guess + "?";
    }

    /** One of several words. */
    static Optional<String> word(String text, List<String> words) {
        String plain = text.toLowerCase(Locale.ROOT).strip();
        return Optional.ofNullable(SYNONYMS.get(plain))
                .filter(words::contains)
                .or(() -> NearestName.of(text, words))
                .or(() -> words.stream()
                        .filter(word -> word.replaceAll("[ -]", "").equals(plain.replaceAll("[ _-]", "")))
                        .findFirst());
    }

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
                    : Optional.of(of.atDay(Math.min(day, of.lengthOfMonth()))).filter(Guess::isPlausible);
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

    /** The code of a country whose name, or usual abbreviation, was written. */
    static Optional<String> country(String text) {
        String words = text.toLowerCase(Locale.ROOT).strip().replace('_', '-');
        String known = COUNTRIES.get(words);
        if (known != null) {
            return Optional.of(known);
        }
        if (words.matches("[a-z]{2,4}(-[a-z0-9]+)*") && !words.equals(text)) {
            return Optional.of(words);
        }
        return Arrays.stream(Locale.getISOCountries())
                .filter(code ->
                        new Locale("", code).getDisplayCountry(Locale.ENGLISH).equalsIgnoreCase(words))
                .map(code -> code.toLowerCase(Locale.ROOT))
                .findFirst();
    }

    static boolean isCurrency(String code) {
        try {
            Currency.getInstance(code);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static Optional<String> currency(String text) {
        String words = text.strip().toUpperCase(Locale.ROOT);
        return Optional.ofNullable(SIGNS.get(words))
                .or(() -> Optional.of(words).filter(Guess::isCurrency))
                .or(() -> Optional.of(words)
                        .filter(word -> word.length() > 3)
                        .map(word -> word.substring(0, 3))
                        .filter(Guess::isCurrency));
    }

    static Optional<String> zone(String text) {
        String words = text.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
        List<String> all = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        return all.stream()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).endsWith("/" + words))
                .findFirst()
                .or(() -> words.length() < 4 ? Optional.empty() : NearestName.of(words, all));
    }

    static Optional<String> flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT).strip()) {
            case "yes", "y", "on", "1", "ja", "oui" -> Optional.of("true");
            case "no", "n", "off", "0", "nein", "non" -> Optional.of("false");
            default -> NearestName.of(text, List.of("true", "false"));
        };
    }

    /** The number in a text with a currency, a unit, a percent sign or thousands. */
    static Optional<String> number(String text) {
        Matcher comma = COMMA.matcher(text.strip());
        if (comma.matches()) {
            return Optional.of(comma.group(1) + "." + comma.group(2));
        }
        Matcher number = NUMBER.matcher(text.strip());
        return number.matches()
                ? Optional.of(new BigDecimal(number.group(1).replace(",", "")).toPlainString())
                : Optional.empty();
    }

    private static int whole(String digits) {
        return Integer.parseInt(digits);
    }
}
