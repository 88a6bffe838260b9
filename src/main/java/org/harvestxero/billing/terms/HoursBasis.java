package org.harvestxero.billing.terms;

/** Which figure of an entry counts. */
public enum HoursBasis {
    /** Harvest's decimal hours: 7 h 20 counts 7.33. Ties to Harvest's own reports. */
    HARVEST,
    /** The whole minutes behind them: 7.33 counts 440 minutes. */
    MINUTES
}
