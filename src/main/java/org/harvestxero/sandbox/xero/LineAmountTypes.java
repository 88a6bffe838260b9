package org.harvestxero.sandbox.xero;

import java.util.Locale;

/** Whether the line amounts of a document hold their tax, come before it, or know none. */
enum LineAmountTypes {
    EXCLUSIVE("Exclusive"),
    INCLUSIVE("Inclusive"),
    NO_TAX("NoTax");

    private final String wireName;

    LineAmountTypes(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static LineAmountTypes parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "exclusive" -> EXCLUSIVE;
            case "inclusive" -> INCLUSIVE;
            case "notax" -> NO_TAX;
            default -> throw Refusal.malformed("Error converting value \"" + text + "\" to type 'LineAmountType'.");
        };
    }
}
