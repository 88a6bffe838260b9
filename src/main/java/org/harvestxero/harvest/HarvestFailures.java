package org.harvestxero.harvest;

import java.time.Duration;
import org.harvestxero.calls.ConsentException;
import org.harvestxero.calls.Failures;
import org.harvestxero.calls.Limit;
import org.harvestxero.calls.NoAnswerException;
import org.harvestxero.calls.RateLimitedException;
import org.harvestxero.calls.RefusedException;
import org.harvestxero.calls.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Harvest's exceptions. */
final class HarvestFailures implements Failures {
    @Override
    public String side() {
        return "Harvest";
    }

    @Override
    public NoAnswerException noAnswer(String message, boolean neverSent, @Nullable Throwable cause) {
        return new HarvestNoAnswerException(message, neverSent, cause);
    }

    @Override
    public UnavailableException unavailable(String message, int status, @Nullable Duration retryAfter) {
        return new HarvestUnavailableException(message, status, retryAfter);
    }

    @Override
    public ConsentException consent(String message, @Nullable Throwable cause) {
        return new HarvestConsentException(message, cause);
    }

    @Override
    public RefusedException refused(String message, int status, String reason) {
        return new HarvestRefusedException(message, status, reason);
    }

    @Override
    public RateLimitedException rateLimited(String message, Limit limit, Duration retryAfter) {
        return new HarvestRateLimitedException(message, limit, retryAfter);
    }
}
