package org.harvestxero.http;

import java.time.Duration;
import java.util.Optional;

/** A limit is reached, according to the other side or by our own count. */
public final class RateLimitedException extends RequestNotSentException implements RetryAfter {
    private static final long serialVersionUID = 1L;

    private final Limit limit;
    private final Duration retryAfter;

    /** By our count. */
    RateLimitedException(Api api, String message, Limit limit, Duration retryAfter) {
        this(api, message, 0, limit, retryAfter);
    }

    public RateLimitedException(Api api, String message, int status, Limit limit, Duration retryAfter) {
        super(api, message, status, null);
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
