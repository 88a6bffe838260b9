package org.harvestxero.billing.engine;

/** Where a minute or cent of a period ends up; each in exactly one. */
public enum Bucket {
    /** On a line of a draft. */
    BILLED(true),
    /** Waits for a person or for approval; comes again in the next run. */
    HELD(false),
    /** Inside a retainer or a fixed fee. */
    COVERED(true),
    /** Moved on to the next period. */
    CARRIED(false),
    /** Given up. */
    WRITTEN_OFF(true),
    /** Marked non-billable in Harvest. */
    NOT_BILLABLE(false),
    /** Outside the period or the agreement, or billed in Harvest by other means. */
    OUTSIDE(false);

    private final boolean settled;

    Bucket(boolean settled) {
        this.settled = settled;
    }

    /** Whether it is done with: no later run sees it again. */
    public boolean isSettled() {
        return settled;
    }
}
