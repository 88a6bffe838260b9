package org.harvestxero.mapping.expense;

import java.util.Locale;

/** What an expense without a receipt means. */
public enum ReceiptPolicy {
    /** It waits as a failed copy until it has one. */
    REQUIRED,
    /** It goes on, and people are told. */
    WANTED,
    /** Nobody minds. */
    IGNORED;

    public static ReceiptPolicy called(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
