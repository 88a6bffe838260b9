package org.harvestxero.console.page.sides;

import org.jspecify.annotations.Nullable;

/** Small words of the pages. */
final class Words {
    private Words() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
