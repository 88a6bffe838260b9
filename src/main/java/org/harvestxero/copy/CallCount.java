package org.harvestxero.copy;

import java.util.function.LongSupplier;
import org.harvestxero.copy.failure.Counter;
import org.harvestxero.store.connection.CounterTable;

/** Calls made to Xero since ever: the ledger holds those up to the end of the last cycle, this process the ones after. */
public final class CallCount {
    private final CounterTable tallies;
    private final LongSupplier made;
    private long kept;

    /** @param made how many this process made so far */
    public CallCount(CounterTable tallies, LongSupplier made) {
        this.tallies = tallies;
        this.made = made;
    }

    synchronized long sinceEver() {
        return tallies.amount(Counter.XERO_CALLS) + made.getAsLong() - kept;
    }

    /** What is counted outlives the process from now on. */
    synchronized void keep() {
        long now = made.getAsLong();
        if (now > kept) {
            tallies.count(Counter.XERO_CALLS, now - kept);
            kept = now;
        }
    }
}
