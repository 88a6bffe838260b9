package org.harvestxero.http;

import java.time.Duration;
import java.util.Optional;

/** A limit was reached; nothing was done. */
public abstract class RateLimitedException extends CallException implements RetryAfter {
    private static final long serialVersionUID = 1L;

    private final Limit limit;
    private final Duration retryAfter;

    protected RateLimitedException(String message, Limit limit, Duration retryAfter) {
        super(message, null);
        this.limit = limit;
        this.retryAfter = retryAfter;
    }

    public Limit limit() {
        return limit;
    }

    /** What the other side asked for, else our own estimate; never empty. */
    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(retryAfter);
    }
}
