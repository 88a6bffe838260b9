package org.harvestxero.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.harvestxero.api.Status;
import org.jspecify.annotations.Nullable;

/** The status of a connection, read once for all attributes that a console asks for together. */
final class StatusCache {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Supplier<Status> source;
    private final Clock clock;
    private @Nullable Status status;
    private Instant until = Instant.MIN;

    StatusCache(Supplier<Status> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    synchronized Status get() {
        Instant now = clock.instant();
        Status known = status;
        if (known == null || !now.isBefore(until) || now.isBefore(until.minus(FRESH))) {
            known = source.get();
            status = known;
            until = now.plus(FRESH);
        }
        return known;
    }

    synchronized void forget() {
        status = null;
    }
}
