package org.harvestxero.mapping.failure;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences and remedies of {@code failure-texts.properties}. They are templates: {@code {subject}} and the names of facts in
 * braces.
 */
final class FailureTexts {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("org.harvestxero.mapping.failure.failure-texts", Locale.ROOT);

    private FailureTexts() {}

    /** @throws java.util.MissingResourceException if there is none for that kind of trouble */
    static String sentence(String key) {
        return TEXTS.getString(key + ".sentence");
    }

    /** @throws java.util.MissingResourceException if there is none for that kind of trouble */
    static String remedy(String key) {
        return TEXTS.getString(key + ".remedy");
    }

    /** One pass over the template, so that braces in names and in Xero's words stay what they are; a missing fact shows as "?". */
    static String fill(String template, String subject, Map<String, String> facts) {
        return PLACEHOLDER.matcher(template).replaceAll(found -> {
            String name = found.group(1);
            String value = name.equals("subject") ? subject : facts.getOrDefault(name, "?");
            return Matcher.quoteReplacement(value);
        });
    }
}
