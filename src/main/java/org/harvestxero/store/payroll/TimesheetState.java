package org.harvestxero.store.payroll;

import java.util.Locale;

/** What became of a timesheet. */
public enum TimesheetState {
    /** Recorded; Xero was not asked yet. */
    PLANNED,
    /** Xero was asked to make it, and what became of it is not known yet. */
    SENDING,
    /** Its lines are being replaced; they may be the old ones, the new ones, or some of both. */
    CHANGING,
    /** It stands in Xero as it was to be. */
    MADE,
    /** Xero was asked to approve it, and what became of it is not known yet. */
    APPROVING,
    /** It was approved or paid in Xero: nothing of it is changed any more. */
    APPROVED,
    /** Xero refused it. */
    FAILED,
    /** It stood in Xero and was deleted there by a person. */
    GONE;

    /** As the table words it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TimesheetState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
