package org.harvestxero.console.page.sides;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
}
