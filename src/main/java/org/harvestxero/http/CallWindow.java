package org.harvestxero.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * The calls under way, and those that ended within the window: together no more than the limit. Nobody knows when between its start and
 * its end the other side counted a call, so it counts from its start until the window after its end is over; less what every call takes
 * at least, for by that the next one is late as well ({@link CallDurations}). Not thread-safe.
 */
final class CallWindow {
    private final int most;
    private final long windowNanos;
    /** When each counted at the latest, in order. */
    private final Deque<Long> counted = new ArrayDeque<>();

    private final CallDurations durations = new CallDurations();
    private int running;

    CallWindow(int most, Duration window) {
        this.most = most;
        this.windowNanos = window.toNanos();
    }

    void begin() {
        running++;
    }

    /** A call of which nobody noted the start. */
    void end(long now) {
        running--;
        counted.addLast(now);
    }

    void end(long began, long now) {
        running--;
        Long last = counted.peekLast();
        long latest = now - durations.leastOf(now - began);
        counted.addLast(last == null || last - latest < 0 ? latest : last);
    }

    int running() {
        return running;
    }

    /** Calls that could begin now. */
    int left(long now) {
        forgetOld(now);
        return Math.max(0, most - running - counted.size());
    }

    /** Nanoseconds until one more call may begin, at least 1; empty when that is up to the calls under way. Of a window that is full. */
    OptionalLong nanosUntilFree(long now) {
        Long oldest = counted.peekFirst();
        return oldest == null ? OptionalLong.empty() : OptionalLong.of(Math.max(1, oldest + windowNanos - now));
    }

    private void forgetOld(long now) {
        long horizon = now - windowNanos;
        while (!counted.isEmpty() && counted.peekFirst() - horizon <= 0) {
            counted.removeFirst();
        }
    }
}
