package org.harvestxero.http;

import java.time.Duration;

/** What would come of the call could not be recorded, for want of room on the disk; so it is not made. */
public final class NoRoomException extends RateLimiterClosedException {
    private static final long serialVersionUID = 1L;

    /** @param words what is wrong and what to do */
    NoRoomException(String words) {
        super(Limit.WINDOW, Duration.ZERO, words);
    }
}
