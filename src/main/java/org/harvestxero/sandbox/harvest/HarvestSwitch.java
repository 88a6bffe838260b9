package org.harvestxero.sandbox.harvest;

/** Where nobody knows what Harvest does, or where accounts differ: each can be turned over while the sandbox runs. */
public enum HarvestSwitch {
    /** A payment above the amount due is answered with 422; otherwise accepted, leaving a negative amount due. */
    REFUSE_OVERPAYMENTS(false),
    /** An invoice number already in use is answered with 422; otherwise accepted. */
    REFUSE_DUPLICATE_NUMBERS(false),
    /** DELETE answers 200 without a body; otherwise with the deleted object. */
    EMPTY_DELETE_ANSWERS(false),
    /** An import that finds nothing to bill makes an empty draft; otherwise 422. */
    EMPTY_IMPORT_MAKES_DRAFT(false),
    /** Invoicing, un-invoicing and approving renew an entry's {@code updated_at}. */
    BILLING_TOUCHES_ENTRIES(true),
    /** Payments renew the invoice's {@code updated_at}. */
    PAYMENTS_TOUCH_INVOICES(true),
    /** The account mails a thank-you for a completing payment that asks for it (recorded, never sent). */
    THANK_YOU_MAILS(true),
    /** Receipts are served to whoever holds an access token; otherwise only a sign-in page is. */
    RECEIPTS_WITH_TOKEN(true),
    /** 429 carries {@code Retry-After}. */
    RETRY_AFTER(true),
    /** Undocumented fields that live answers carry are there. */
    OBSERVED_EXTRAS(true),
    /** Lines, discount and taxes of an invoice have the decimals of its currency; otherwise two, whatever it is. */
    ROUNDS_BY_CURRENCY(false),
    /** Amounts of absent taxes and discounts are null instead of 0.0. */
    NULL_TAX_AMOUNTS(false);

    private final boolean initially;

    HarvestSwitch(boolean initially) {
        this.initially = initially;
    }

    boolean initially() {
        return initially;
    }
}
