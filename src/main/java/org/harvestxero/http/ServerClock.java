package org.harvestxero.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How far a server's clock differs from ours, learnt from its {@code Date} headers. */
public final class ServerClock {
    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    public ServerClock(Clock clock) {
        this.clock = clock;
    }

    public void saw(Instant serverDate) {
        ahead = Duration.between(clock.instant(), serverDate);
    }

    /** Corrects for our own clock having been set. */
    public void jumped(Duration by) {
        ahead = ahead.minus(by);
    }

    /** A time of ours by the server's clock. */
    public Instant ofServer(Instant ours) {
        return ours.plus(ahead);
    }

    /** By how much the server's clock is ahead of ours; negative when it is behind. */
    public Duration skew() {
        return ahead;
    }
}
