package org.harvestxero.config.agreement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.config.yaml.NearestName;

/** What a person probably meant who wrote something that can't be read; several readings where there are several. */
final class Guess {
    private static final Pattern NUMBER =
            Pattern.compile("[^\\d,.-]{0,4}(-?\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?)[^\\d]{0,8}");
    private static final Pattern COMMA = Pattern.compile("(\\d+),(\\d{1,2})");
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
}
