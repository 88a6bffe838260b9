package org.harvestxero.sandbox.harvest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Answers so many calls in any window of time. */
final class Throttle {
    private final int limit;
    private final long window;
    private final LongSupplier ticker;
    private final Deque<Long> answered = new ArrayDeque<>();

    Throttle(int limit, Duration window, LongSupplier ticker) {
        this.limit = limit;
        this.window = window.toNanos();
        this.ticker = ticker;
    }

    /** Whole seconds to wait, at least one; 0 when the call may pass, which then counts. */
    long secondsToWait() {
        if (limit == Integer.MAX_VALUE) {
            return 0;
        }
        long now = ticker.getAsLong();
        while (!answered.isEmpty() && now - answered.peekFirst() >= window) {
            answered.removeFirst();
        }
        if (answered.size() < limit) {
            answered.addLast(now);
            return 0;
        }
        long wait = window - (now - answered.getFirst());
        return Math.max(1, Duration.ofNanos(wait).plusMillis(999).toSeconds());
    }
}
