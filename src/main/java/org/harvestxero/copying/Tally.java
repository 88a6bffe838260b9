package org.harvestxero.copying;

/** Names of the counters that survive a restart. */
final class Tally {
    static final String DUPLICATES_PREVENTED = "duplicates-prevented";
    static final String XERO_CALLS = "xero-calls";

    private Tally() {}
}
