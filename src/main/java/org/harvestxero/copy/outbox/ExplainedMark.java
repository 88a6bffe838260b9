package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.harvestxero.store.ConnectionStore;

/**
 * The note that all paid invoices were looked through and nothing was left to explain. It is relied on for a day, and goes with the first
 * doubt, so that the next process looks through them all.
 */
final class ExplainedMark {
    private static final String NAME = "money-explained";
    private static final Duration RELIED_ON = Duration.ofDays(1);

    private final ConnectionStore store;
    private final Clock clock;

    ExplainedMark(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    boolean isReliedOn() {
        Instant now = clock.instant();
        return store.watermarks()
                .find(NAME)
                .map(Instant::parse)
                .filter(looked -> !looked.isAfter(now) && looked.plus(RELIED_ON).isAfter(now))
                .isPresent();
    }

    void put() {
        store.watermarks().move(NAME, clock.instant().toString());
    }

    void remove() {
        store.watermarks().forget(NAME);
    }
}
