package org.harvestxero.config.agreement;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.config.yaml.NearestName;

/** Which country, currency or time zone a person probably meant who wrote another name for it. */
final class CodeGuess {
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
    private static final Map<String, String> SIGNS = Map.of("€", "EUR", "$", "USD", "£", "GBP", "¥", "JPY");

    private CodeGuess() {}

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
                .or(() -> Optional.of(words).filter(CodeGuess::isCurrency))
                .or(() -> Optional.of(words)
                        .filter(word -> word.length() > 3)
                        .map(word -> word.substring(0, 3))
                        .filter(CodeGuess::isCurrency));
    }

    static Optional<String> zone(String text) {
        String words = text.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
        List<String> all = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        return all.stream()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).endsWith("/" + words))
                .findFirst()
                .or(() -> words.length() < 4 ? Optional.empty() : NearestName.of(words, all));
    }
}
