package org.harvestxero.copying;

import org.harvestxero.ledger.Tallies;

/** Names of the counters that survive a restart. */
final class Tally {
    static final String DUPLICATES_PREVENTED = Tallies.DUPLICATES_PREVENTED;
    static final String XERO_CALLS = "xero-calls";

    private Tally() {}
}
