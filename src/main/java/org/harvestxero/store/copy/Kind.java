package org.harvestxero.store.copy;

import java.util.Locale;

/** What a row is about; the words of the tables and of {@code --json}. */
public enum Kind {
    CLIENT,
    CLIENT_CONTACT,
    CONTACT,
    /** Somebody who works in Harvest; only read. */
    PERSON,
    /** Such a person as a contact in Xero. */
    SUPPLIER,
    /** Of Harvest; it travels as part of a bill, or as money spent. */
    EXPENSE,
    /** What a person is paid back. */
    BILL,
    /** Money spent from an account of the company. */
    SPEND,
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
