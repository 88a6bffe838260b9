package org.harvestxero.operations;

/** What people and schedules may ask of billing. {@code who} is the person's name for the audit. */
public interface Billing {
    /** Bills what is due, or what is asked for; what may go out is on its way afterwards, but not sent yet. */
    BillReport bill(BillRequest request, String who);
}
