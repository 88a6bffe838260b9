package org.harvestxero.calls;

import java.time.Duration;

/** The gate will not open soon enough to wait for it. */
public class GateShutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Limit limit;
    private final Duration retryAfter;

    GateShutException(Limit limit, Duration retryAfter, String message) {
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
