package org.harvestxero.api;

import java.util.Locale;

/** The kinds of documents people are told about. */
public enum DocumentKind {
    INVOICE,
    /** A client whose Xero contact can't be made, or can't follow it. */
    CLIENT,
    PAYMENT,
    /** A payment in Xero that is to be recorded in Harvest. */
    PAYMENT_BACK,
    CREDIT_NOTE,
    BILL,
    /** Money spent from an account of the company. */
    SPEND,
    /** An expense in Harvest, which goes on a bill or as money spent. */
    EXPENSE,
    JOURNAL,
    MAIL,
    /** A client's period that could not be billed, or an agreement. */
    BILLING;

    /** As shown and written in JSON: {@code credit-note}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
