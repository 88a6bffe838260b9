package org.harvestxero.console.page;

import java.util.Locale;

/** Codes, such as those of causes and reasons, as people read them. */
public final class CodeWords {
    private CodeWords() {}

    /** {@code payment-only-in-xero} as {@code Payment only in Xero}. */
    public static String named(String code) {
        String text = code.replace('-', ' ').replace("xero", "Xero").replace("harvest", "Harvest");
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
