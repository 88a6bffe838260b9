package org.harvestxero.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Values as they may be shown: secrets, and passwords in addresses, are blanked. */
final class ShownSettings {
    /** How names end, of which we know nothing else, that hold secrets. */
    private static final Pattern SECRET_BY_NAME =
            Pattern.compile("(?i)(password|passphrase|secret|token|credentials?|api-?key|access-?key|private-?key)$");

    private ShownSettings() {}

    /** A value of a key in the catalogue. */
    static String value(Key key, String value) {
        return key.secret() ? "******" : Redaction.of(value);
    }

    /** A value that is passed on to others, of which nothing but its name is known. */
    static String passedOn(String name, String value) {
        return SECRET_BY_NAME.matcher(name).find() && !value.isEmpty() ? "******" : Redaction.of(value);
    }

    /** All of them. */
    static Map<String, String> all(Map<String, String> values) {
        Map<String, String> shown = new TreeMap<>();
        values.forEach((name, value) -> shown.put(
                name, Catalogue.find(name).map(key -> value(key, value)).orElseGet(() -> Redaction.of(value))));
        return shown;
    }
}
