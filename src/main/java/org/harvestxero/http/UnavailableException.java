package org.harvestxero.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A status of 500 or above: the other side may or may not have acted. */
public abstract class UnavailableException extends CallException implements RetryAfter {
    private static final long serialVersionUID = 1L;

    private final int status;

    private final @Nullable Duration retryAfter;

    protected UnavailableException(String message, int status, @Nullable Duration retryAfter) {
        super(message, null);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
