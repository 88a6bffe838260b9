package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.time.Duration;
import org.harvestxero.store.ConnectionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of the bodies of answered requests by age and size, so that the database doesn't grow for ever. */
public final class RequestBodyRetention {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBodyRetention.class);
    private static final long MEGABYTE = 1_000_000;

    private final ConnectionStore store;
    private final Duration age;
    private final long size;
    private final Clock clock;

    /** @param megabytes of text, each character counted as one byte */
    public RequestBodyRetention(ConnectionStore store, int days, int megabytes, Clock clock) {
        this.store = store;
        this.age = Duration.ofDays(days);
        this.size = megabytes * MEGABYTE;
        this.clock = clock;
    }

    /** Keeps what is young and fits; who did what, and every outcome, stays. */
    public void tidy() {
        int old = store.batches().forgetBodies(clock.instant().minus(age));
        int tooMany = store.batches().forgetBodies(size);
        if (old + tooMany > 0) {
            LOG.info("The words of {} requests were let go of: {} by age, {} by size", old + tooMany, old, tooMany);
        }
    }
}
