package org.harvestxero.copying;

import java.util.function.LongSupplier;
import org.harvestxero.ledger.Tallies;

/** Calls made to Xero since ever: the ledger holds those up to the end of the last cycle, this process the ones after. */
final class CallCount {
    private final String connection;
    private final Tallies tallies;
    private final LongSupplier made;
    private long kept;

    /** @param made how many this process made so far */
    CallCount(String connection, Tallies tallies, LongSupplier made) {
        this.connection = connection;
        this.tallies = tallies;
        this.made = made;
    }

    synchronized long sinceEver() {
        return tallies.amount(connection, Tally.XERO_CALLS) + made.getAsLong() - kept;
    }

    /** What is counted outlives the process from now on. */
    synchronized void keep() {
        long now = made.getAsLong();
        if (now > kept) {
            tallies.count(connection, Tally.XERO_CALLS, now - kept);
            kept = now;
        }
    }
}
