package org.harvestxero.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often cycles begin because others say that something changed: at once a few times, then once a minute, so that neither a busy day
 * in Xero nor a delivery that somebody sends again and again uses up the calls of the day.
 */
final class CyclePace {
    private static final int AT_ONCE = 5;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private long room = AT_ONCE * MINUTE;
    private long seen;

    /** @param nanos time that passes, whatever the clock shows */
    CyclePace(LongSupplier nanos) {
        this.nanos = nanos;
        this.seen = nanos.getAsLong();
    }

    synchronized boolean hasRoom() {
        long now = nanos.getAsLong();
        room = Math.min(AT_ONCE * MINUTE, room + (now - seen));
        seen = now;
        return room >= MINUTE;
    }

    /** One begins. */
    synchronized void begin() {
        room -= MINUTE;
    }
}
