package org.harvestxero.harvest;

import java.time.Duration;
import org.harvestxero.http.CallFailures;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.Limit;
import org.harvestxero.http.NoAnswerException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.http.RefusedException;
import org.harvestxero.http.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Harvest's exceptions. */
public final class HarvestFailures implements CallFailures {
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
