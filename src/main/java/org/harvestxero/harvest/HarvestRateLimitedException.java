package org.harvestxero.harvest;

import java.time.Duration;
import org.harvestxero.http.Limit;
import org.harvestxero.http.RateLimitedException;

/** Harvest's limit is reached, by its own word or by our count; nothing was done. */
public final class HarvestRateLimitedException extends RateLimitedException {
    private static final long serialVersionUID = 1L;

    HarvestRateLimitedException(String message, Limit limit, Duration retryAfter) {
        super(message, limit, retryAfter);
    }
}
