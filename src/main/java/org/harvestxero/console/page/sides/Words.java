package org.harvestxero.console.page.sides;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Small words of the pages. */
final class Words {
    private Words() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** For an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A word with hyphens as people read it: {@code payment-only-in-xero} as {@code Payment only in xero}. */
    static String named(String word) {
        String text = word.replace('-', ' ').replace("xero", "Xero").replace("harvest", "Harvest");
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
