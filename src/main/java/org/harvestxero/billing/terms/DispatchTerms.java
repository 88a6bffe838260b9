package org.harvestxero.billing.terms;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an approved draft.
 *
 * @param status how it stands in Xero at first
 * @param delivery who mails it to the client
 * @param mirror how a Harvest invoice is made of it
 * @param timesheet whether a timesheet is attached
 * @param receipts whether receipts of expenses are attached
 * @param currencyRate units of the invoice's currency for one of the books' base currency, above zero, at most six decimals; null
 *     to leave it to Xero
 * @param credits what becomes of the credit note that a draft below zero is sent as
 */
public record DispatchTerms(
        Status status,
        Delivery delivery,
        Mirror mirror,
        boolean timesheet,
        boolean receipts,
        @Nullable BigDecimal currencyRate,
        Credits credits) {
    private static final int RATE_DECIMALS = 6;

    /** @throws IllegalArgumentException when a rate is stated that Xero wouldn't take as it is */
    public DispatchTerms {
        if (currencyRate != null
                && (currencyRate.signum() <= 0
                        || currencyRate.stripTrailingZeros().scale() > RATE_DECIMALS)) {
            throw new IllegalArgumentException("A currency rate is above zero and has at most six decimals");
        }
    }

    /** With a mirror of the usual kind, or none. */
    public DispatchTerms(
            Status status,
            Delivery delivery,
            boolean mirrored,
            boolean timesheet,
            boolean receipts,
            @Nullable BigDecimal currencyRate,
            Credits credits) {
        this(status, delivery, mirrored ? Mirror.EXACT : Mirror.OFF, timesheet, receipts, currencyRate, credits);
    }

    /** Without a currency rate. */
    public DispatchTerms(Status status, Delivery delivery, boolean mirrored, boolean timesheet, boolean receipts) {
        this(status, delivery, mirrored, timesheet, receipts, null, Credits.LEFT_OPEN);
    }

    /** How a sent invoice stands in Xero. */
    public enum Status {
        DRAFT,
        AUTHORISED
    }

    /** Who mails an invoice. */
    public enum Delivery {
        NONE,
        XERO,
        HARVEST
    }

    /** How a Harvest invoice is made of a draft. */
    public enum Mirror {
        /** Of the tracked work itself, which then counts as billed in Harvest, where that comes out exactly; else not at all. */
        EXACT,
        /** As {@link #EXACT}; where that can't be, as {@link #FREE_FORM}. */
        EXACT_OR_FREE_FORM,
        /** Of the draft's lines. The work on it stays unbilled in Harvest until a person marks it as invoiced there. */
        FREE_FORM,
        OFF;

        public boolean mayBeFreeForm() {
            return this == FREE_FORM || this == EXACT_OR_FREE_FORM;
        }
    }

    /** What a credit note is used for. */
    public enum Credits {
        /** Nothing by itself: a person sets it against an invoice, or pays it back. */
        LEFT_OPEN,
        /** It is set against the client's oldest open invoices in Xero. */
        OLDEST_INVOICE
    }

    public static DispatchTerms plain() {
        return new DispatchTerms(Status.AUTHORISED, Delivery.NONE, true, false, true);
    }
}
