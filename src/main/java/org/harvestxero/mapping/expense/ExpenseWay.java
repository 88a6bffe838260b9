package org.harvestxero.mapping.expense;

import java.util.Locale;

/** What becomes of an expense in Xero. */
public enum ExpenseWay {
    /** It is left out. */
    NONE,
    /** A line of a bill to the person, who is paid back. */
    BILL,
    /** Money spent from a bank account or a card of the company. */
    SPEND;

    /** By its word in settings and rules. */
    public static ExpenseWay called(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
