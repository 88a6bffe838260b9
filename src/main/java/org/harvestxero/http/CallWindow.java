package org.harvestxero.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * The calls under way, and those that ended within the window: together no more than the limit. A call counts from its start until the
 * window after its end is over, since nobody knows when in between the other side counted it. Not thread-safe.
 */
final class CallWindow {
    private final int most;
    private final long windowNanos;
    private final Deque<Long> ended = new ArrayDeque<>();
    private int running;

    CallWindow(int most, Duration window) {
        this.most = most;
        this.windowNanos = window.toNanos();
    }

    void begin() {
        running++;
    }

    void end(long now) {
        running--;
        ended.addLast(now);
    }

    int running() {
        return running;
    }

    /** Calls that could begin now. */
    int left(long now) {
        forgetOld(now);
        return Math.max(0, most - running - ended.size());
    }

    /** Nanoseconds until one more call may begin, at least 1; empty when that is up to the calls under way. Of a window that is full. */
    OptionalLong nanosUntilFree(long now) {
        Long oldest = ended.peekFirst();
        return oldest == null ? OptionalLong.empty() : OptionalLong.of(Math.max(1, oldest + windowNanos - now));
    }

    private void forgetOld(long now) {
        long horizon = now - windowNanos;
        while (!ended.isEmpty() && ended.peekFirst() - horizon <= 0) {
            ended.removeFirst();
        }
    }
}
