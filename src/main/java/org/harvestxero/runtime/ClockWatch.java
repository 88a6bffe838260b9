package org.harvestxero.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when somebody sets the machine's clock, or the machine slept: the clock then moves otherwise than time passed. What waits for a
 * moment would wait too long after a jump back, and what is as old as its time says would look younger than it is.
 */
public final class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    /** Corrections of less are made again and again where a machine keeps its time well. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    private final Clock clock;
    private final LongSupplier nanos;
    private final List<Consumer<Duration>> listeners = new ArrayList<>();
    private final Map<Consumer<Duration>, Duration> owed = new LinkedHashMap<>();
    private Instant seen;
    private long seenNanos;

    /** @param nanos time that passes, whatever the clock shows */
    public ClockWatch(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.seen = clock.instant();
        this.seenNanos = nanos.getAsLong();
    }

    /** @param listener is told by how much the clock jumped; below zero when it went back */
    public synchronized void onJump(Consumer<Duration> listener) {
        listeners.add(listener);
    }

    /** Looks, and tells all of a jump before it returns; who could not be told is told at the next look. */
    public synchronized void look() {
        Instant now = clock.instant();
        long nanosNow = nanos.getAsLong();
        Duration jump = Duration.between(seen.plusNanos(nanosNow - seenNanos), now);
        seen = now;
        seenNanos = nanosNow;
        if (jump.abs().compareTo(LEAST) >= 0) {
            LOG.warn(
                    "The clock jumped {} by {} s, to {}: schedules are reckoned anew, and the age of what was sent before counts as unknown",
                    jump.isNegative() ? "back" : "ahead",
                    jump.abs().toSeconds(),
                    now);
            listeners.forEach(listener -> owed.merge(listener, jump, Duration::plus));
        }
        for (Consumer<Duration> listener : List.copyOf(owed.keySet())) {
            listener.accept(owed.get(listener));
            owed.remove(listener);
        }
    }
}
