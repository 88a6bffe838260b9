package org.harvestxero.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No answer, one that can't be read, or a status of 500 or above: the other side may or may not have acted. Reads may simply be
 * repeated; a write only after searching for what it left behind.
 */
public final class OutcomeUnknownException extends CallException implements RetryAfter {
    private static final long serialVersionUID = 1L;

    private final boolean neverSent;

    private final @Nullable Duration retryAfter;

    private OutcomeUnknownException(
            Api api,
            String message,
            int status,
            boolean neverSent,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(api, message, status, cause);
        this.neverSent = neverSent;
        this.retryAfter = retryAfter;
    }

    /** For a request that was sent and got no response, or one that can't be read. */
    public static OutcomeUnknownException noAnswer(Api api, String message) {
        return noAnswer(api, message, false, null);
    }

    /** @param neverSent as {@link #neverSent()} */
    public static OutcomeUnknownException noAnswer(
            Api api, String message, boolean neverSent, @Nullable Throwable cause) {
        return new OutcomeUnknownException(api, message, 0, neverSent, null, cause);
    }

    /** @param status 500 or above */
    public static OutcomeUnknownException unavailable(
            Api api, String message, int status, @Nullable Duration retryAfter) {
        return new OutcomeUnknownException(api, message, status, false, retryAfter, null);
    }

    /** True when the request certainly never arrived, for instance because no connection was made; a read is repeated all the same. */
    public boolean neverSent() {
        return neverSent;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
