package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.store.ConnectionStore;

/**
 * Invoices whose money in Xero may not be what we posted there. The first round of a process also doubts what one before it had noted
 * and not looked at.
 */
final class MoneyDoubts {
    private final ConnectionStore store;
    private final ExplainedMark explained;
    private final Set<Long> doubted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean first = new AtomicBoolean(true);

    MoneyDoubts(ConnectionStore store, Clock clock) {
        this.store = store;
        this.explained = new ExplainedMark(store, clock);
    }

    /** All paid invoices are looked at once, unless that was done within a day and no doubt has come up since. */
    void lookThroughOnce() {
        if (!first.getAndSet(false) || explained.isReliedOn()) {
            return;
        }
        List<Long> unexplained = store.invoiceMoney().unexplained();
        doubted.addAll(unexplained);
        if (unexplained.isEmpty()) {
            explained.put();
        }
    }

    /** The next process looks through all paid invoices, too: it doesn't know what this one doubts. */
    void add(long invoice) {
        if (doubted.add(invoice)) {
            explained.remove();
        }
    }

    Set<Long> all() {
        return Collections.unmodifiableSet(doubted);
    }

    /** They are looked at now. */
    void remove(Set<Long> invoices) {
        doubted.removeAll(invoices);
    }
}
