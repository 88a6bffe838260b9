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
 * Notices that the machine's clock was set or that the machine slept: the clock then moved by more or less than the time that passed.
 * After a jump back, whatever waits for a point in time would wait too long, and everything recorded before would look younger than it is.
 */
public final class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    /** Smaller corrections are normal on a machine that keeps its time well. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    private final Clock clock;
    private final LongSupplier nanos;
    private final List<Consumer<Duration>> listeners = new ArrayList<>();
    private final Map<Consumer<Duration>, Duration> owed = new LinkedHashMap<>();
    private Instant seen;
    private long seenNanos;

    /** @param nanos a monotonic clock */
    public ClockWatch(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.seen = clock.instant();
        this.seenNanos = nanos.getAsLong();
    }

    /** @param listener gets how far the clock jumped; negative when it went back */
    public synchronized void onJump(Consumer<Duration> listener) {
        listeners.add(listener);
    }

    /** Looks once, and tells every listener of a jump before it returns. A listener that failed is told again at the next look. */
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
