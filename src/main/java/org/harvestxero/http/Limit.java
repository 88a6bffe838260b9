package org.harvestxero.http;

/** Which limit stops a call. */
public enum Limit {
    /** Too many calls at the same time. */
    CONCURRENT,
    /** Too many calls in the short window: a minute for Xero, 15 seconds for Harvest. */
    WINDOW,
    /** The day's calls are used up, or only the reserve for people is left. */
    DAY,
    /** Xero's limit over all organisations of one app. */
    APP
}
