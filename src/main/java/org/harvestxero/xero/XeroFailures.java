package org.harvestxero.xero;

import java.time.Duration;
import org.harvestxero.calls.ConsentException;
import org.harvestxero.calls.Failures;
import org.harvestxero.calls.Limit;
import org.harvestxero.calls.NoAnswerException;
import org.harvestxero.calls.RateLimitedException;
import org.harvestxero.calls.RefusedException;
import org.harvestxero.calls.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Xero's exceptions. */
final class XeroFailures implements Failures {
    @Override
    public String side() {
        return "Xero";
    }

    @Override
    public NoAnswerException noAnswer(String message, boolean neverSent, @Nullable Throwable cause) {
        return new XeroNoAnswerException(message, neverSent, cause);
    }

    @Override
    public UnavailableException unavailable(String message, int status, @Nullable Duration retryAfter) {
        return new XeroUnavailableException(message, status, retryAfter);
    }

    @Override
    public ConsentException consent(String message, @Nullable Throwable cause) {
        return new XeroConsentException(message, cause);
    }

    @Override
    public RefusedException refused(String message, int status, String reason) {
        return new XeroRefusedException(message, status, reason);
    }

    @Override
    public RateLimitedException rateLimited(String message, Limit limit, Duration retryAfter) {
        return new XeroRateLimitedException(message, limit, retryAfter);
    }
}
