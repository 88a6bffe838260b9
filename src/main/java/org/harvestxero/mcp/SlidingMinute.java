package org.harvestxero.mcp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts what happened within the last minute, whenever that begins. Safe for several threads. */
final class SlidingMinute {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final Deque<Long> times = new ArrayDeque<>();

    /** @param nanos a monotonic clock */
    SlidingMinute(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Takes one place of so many.
     *
     * @return empty when it was free; else the whole seconds until one is, at least 1
     */
    synchronized OptionalLong take(int most) {
        OptionalLong wait = untilFree(most);
        if (wait.isEmpty()) {
            times.addLast(nanos.getAsLong());
        }
        return wait;
    }

    /** Notes so many more, whether there is room or not. */
    synchronized void add(int count) {
        long now = nanos.getAsLong();
        for (int i = 0; i < count; i++) {
            times.addLast(now);
        }
    }

    /** Whole seconds until a place of so many is free, at least 1; empty when one is. */
    synchronized OptionalLong untilFree(int most) {
        long now = nanos.getAsLong();
        while (!times.isEmpty() && now - times.peekFirst() >= MINUTE) {
            times.removeFirst();
        }
        if (times.size() < most) {
            return OptionalLong.empty();
        }
        if (most < 1) {
            return OptionalLong.of(TimeUnit.NANOSECONDS.toSeconds(MINUTE));
        }
        long freeing =
                times.stream().skip(times.size() - (long) most).findFirst().orElse(now);
        return OptionalLong.of(Math.max(1, TimeUnit.NANOSECONDS.toSeconds(freeing + MINUTE - now + 999_999_999)));
    }
}
