package org.harvestxero.reconciliation;

import java.util.Locale;

/** What of a document is compared. */
public enum Measure {
    /** With tax. */
    TOTAL,
    /** By payments. */
    PAID,
    /** Written off in Harvest; set off by credit notes, overpayments and prepayments in Xero. */
    CREDITED,
    /** Draft or issued. */
    STATUS,
    NUMBER,
    /** Whose it is. */
    CLIENT,
    /** What our own tables say, where both sides agree. */
    LEDGER,
    /** Work that nobody billed. */
    WORK;

    /** Whether its differences are amounts that add up to the difference of the sides' sums. */
    public boolean isMoney() {
        return this == TOTAL || this == PAID || this == CREDITED;
    }

    /** The word in answers and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Measure of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
