package org.harvestxero.copy.failure;

import org.harvestxero.store.connection.CounterTable;

/** Names of the counters that survive a restart. */
public final class Counter {
    public static final String DUPLICATES_PREVENTED = CounterTable.DUPLICATES_PREVENTED;
    public static final String XERO_CALLS = "xero-calls";

    private Counter() {}
}
