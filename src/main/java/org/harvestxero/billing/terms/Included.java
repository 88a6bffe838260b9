package org.harvestxero.billing.terms;

import org.harvestxero.billing.Approval;

/**
 * Which entries may be billed at all.
 *
 * @param approval how far an entry must have come
 * @param runningTimers whether entries whose timer still runs are billed as they stand
 * @param nonBillable whether entries marked non-billable in Harvest are billed too
 * @param withoutNotes whether entries nobody described are billed; else held
 * @param late what happens to entries worked before the period
 */
public record Included(Approval approval, boolean runningTimers, boolean nonBillable, boolean withoutNotes, Late late) {
    /** What happens to entries of closed periods. */
    public enum Late {
        /** Billed with the next invoice, marked with the day worked. */
        NEXT_INVOICE,
        /** Held until a person decides. */
        HOLD,
        /** Given up. */
        WRITE_OFF
    }

    /** Approved and billable entries, with or without notes, late ones on the next invoice. */
    public static Included approvedOnly() {
        return new Included(Approval.APPROVED, false, false, true, Late.NEXT_INVOICE);
    }

    public Included with(Approval needed) {
        return new Included(needed, runningTimers, nonBillable, withoutNotes, late);
    }
}
