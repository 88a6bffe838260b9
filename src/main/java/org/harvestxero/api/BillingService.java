package org.harvestxero.api;

/** What people and schedules may ask of billing. {@code who} is the person's name for the audit. */
public interface BillingService {
    /** Bills what is due, or what is asked for; what may go out is on its way afterwards, but not sent yet. */
    BillReport bill(BillRequest request, String who);

    /**
     * Takes the invoice of a draft back, by a credit note or, where nobody approved it yet, by deleting it; opens its work and bills
     * its period anew. The report says why where that can't be done.
     *
     * @param evenIfEqual whether it is done although the new bill would be the same
     */
    BillReport creditAndRebill(String number, boolean evenIfEqual, String who);

    /**
     * Bills work that people marked in Harvest as ready, each mark once; its drafts go to review. Without such marks in use
     * (bill.trigger) nothing is read.
     *
     * @param request names no period; a client or all
     */
    default BillReport ready(BillRequest request, String who) {
        throw new UnsupportedOperationException("Nobody looks for marked work");
    }

    /** A year of work that is billed nowhere, by client and reason. Reads Harvest and writes nothing. */
    UnbilledReport unbilled();
}
