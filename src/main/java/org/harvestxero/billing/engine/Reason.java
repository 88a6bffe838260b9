package org.harvestxero.billing.engine;

import java.util.Locale;

/** Why something isn't on a draft. */
public enum Reason {
    NOT_APPROVED,
    TIMER_RUNNING,
    NO_NOTES,
    OTHER_CURRENCY,
    NO_RATE,
    NO_RULE,
    /** Harvest keeps its project at a fixed fee, and no rule names the project. */
    FIXED_FEE_PROJECT,
    NON_BILLABLE,
    BILLED_IN_HARVEST,
    OUTSIDE_AGREEMENT,
    AFTER_PERIOD,
    LATE,
    /** A person said so. */
    DECIDED,
    /** Covered by the hours or money of a retainer. */
    RETAINER,
    FIXED_FEE,
    NO_CHARGE,
    AGREED_WRITE_OFF,
    CAP,
    OVERAGE_NOT_APPROVED,
    EXPENSE_RULE,
    SMALL_INVOICE;

    /** Such as {@code no rate}. */
    String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
