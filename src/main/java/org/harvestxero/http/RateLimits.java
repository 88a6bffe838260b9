package org.harvestxero.http;

import java.time.Duration;

/**
 * The limits a rate limiter keeps.
 *
 * @param callsInWindow calls in any stretch of {@code window}
 * @param window measured from the end of each call, so that no delay on the network can bunch calls up at the other side; less what
 *     every call takes at least, where that is known
 * @param inFlight calls at the same time
 * @param dayReserve calls of the day left for people's own requests; zero where no day limit exists
 * @param longestWait a caller that would wait longer is turned away at once
 */
public record RateLimits(int callsInWindow, Duration window, int inFlight, int dayReserve, Duration longestWait) {
    /** A call that would have to wait longer than this for its turn is turned away instead. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    public RateLimits {
        if (callsInWindow < 1 || inFlight < 1 || dayReserve < 0) {
            throw new IllegalArgumentException("A gate needs at least one call in its window and one in flight, and no "
                    + "negative reserve: " + callsInWindow + ", " + inFlight + ", " + dayReserve);
        }
    }
}
