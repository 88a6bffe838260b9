package org.harvestxero.store.copy;

import java.util.Locale;

/** What a row is about; the words of the tables and of {@code --json}. */
public enum Kind {
    CLIENT,
    CLIENT_CONTACT,
    CONTACT,
    INVOICE,
    CREDIT_NOTE,
    PAYMENT,
    /** A payment or credit in Xero on its way to Harvest; never travels in a batch. */
    PAYMENT_BACK,
    /** A draft of ours, or a period to bill; never travels. */
    DRAFT,
    BILLING,
    /** A mail with an invoice; never travels in a batch. */
    MAIL;

    /** The word in tables and answers, such as {@code credit-note}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
