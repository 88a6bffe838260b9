package org.harvestxero.billing.engine;

/** What a line charges for. The order is the order on the invoice within one rule. */
public enum LineKind {
    FEE,
    PHASE,
    HOURS,
    OVERAGE,
    MINIMUM,
    CREDIT,
    EXPENSE,
    /** What an earlier period was billed too little or too much. */
    CORRECTION,
    DISCOUNT,
    /** A reviewer put it there; it charges for no tracked work. */
    ADDED
}
