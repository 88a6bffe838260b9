package org.harvestxero.notification;

import java.time.Duration;
import java.time.Instant;

/** When a mail that was certainly not sent is tried again: after 15, 30, 60 and 120 minutes, then no more. */
public final class MailRetries {
    public static final int MOST_TRIES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(15);

    private MailRetries() {}

    /** @param made how often it was tried */
    public static boolean isTriedAgain(int made) {
        return made < MOST_TRIES;
    }

    /** @param made how often it was tried, the one that failed included */
    public static Instant next(Instant now, int made) {
        return now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(made - 1, MOST_TRIES)));
    }
}
