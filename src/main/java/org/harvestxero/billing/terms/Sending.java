package org.harvestxero.billing.terms;

/**
 * What happens to an approved draft.
 *
 * @param status how it stands in Xero at first
 * @param delivery who mails it to the client
 * @param mirrored whether a Harvest invoice is made of it, so that its time counts as billed there
 * @param timesheet whether a timesheet is attached
 * @param receipts whether receipts of expenses are attached
 */
public record Sending(Status status, Delivery delivery, boolean mirrored, boolean timesheet, boolean receipts) {
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

    public static Sending plain() {
        return new Sending(Status.AUTHORISED, Delivery.NONE, true, false, true);
    }
}
