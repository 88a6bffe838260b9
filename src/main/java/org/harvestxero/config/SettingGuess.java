package org.harvestxero.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person probably meant who gave a setting a value it can't have. */
final class SettingGuess {
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[.](\\d{1,2})[.](\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
    private static final Pattern SHORT_YEAR = Pattern.compile("0{1,2}(\\d{2})-(\\d{2})-(\\d{2})");
    private static final int SLIPS = 2;

    private SettingGuess() {}

    /** @param expected what the value must be, in the words of its rule */
    static Optional<String> of(String expected, String value) {
        String word = value.toLowerCase(Locale.ROOT).strip();
        if (expected.startsWith("one of: ")) {
            return nearest(word, List.of(expected.substring("one of: ".length()).split(", ")));
        }
        if (expected.equals("true or false")) {
            return switch (word) {
                case "yes", "on", "1", "y" -> Optional.of("true");
                case "no", "off", "0", "n" -> Optional.of("false");
                default -> nearest(word, List.of("true", "false"));
            };
        }
        if (expected.startsWith("a date")) {
            return day(word);
        }
        return expected.startsWith("a time zone") ? zone(word) : Optional.empty();
    }

    private static Optional<String> nearest(String word, List<String> known) {
        return known.stream()
                .filter(each -> Catalogue.distance(each, word) <= SLIPS)
                .min((one, other) -> Integer.compare(Catalogue.distance(one, word), Catalogue.distance(other, word)));
    }

    private static Optional<String> day(String word) {
        Matcher first = DAY_FIRST.matcher(word);
        if (first.matches()) {
            return day(first.group(3), first.group(2), first.group(1));
        }
        Matcher shortYear = SHORT_YEAR.matcher(word);
        if (shortYear.matches()) {
            return day("20" + shortYear.group(1), shortYear.group(2), shortYear.group(3));
        }
        Matcher year = YEAR_FIRST.matcher(word);
        return year.matches() ? day(year.group(1), year.group(2), year.group(3)) : Optional.empty();
    }

    private static Optional<String> day(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                            .toString())
                    .filter(found -> SettingRule.DATE.complaint(found).isEmpty());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> zone(String word) {
        String place = "/" + word.replace(' ', '_');
        return Arrays.stream(ZoneId.getAvailableZoneIds().toArray(new String[0]))
                .sorted()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).endsWith(place))
                .findFirst();
    }
}
