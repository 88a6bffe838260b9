package org.harvestxero.http;

import java.time.Duration;

/** The gate will not open soon enough to wait for it. */
public class RateLimiterClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Limit limit;
    private final Duration retryAfter;

    RateLimiterClosedException(Limit limit, Duration retryAfter, String message) {
        super(message);
        this.limit = limit;
        this.retryAfter = retryAfter;
    }

    public Limit limit() {
        return limit;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
