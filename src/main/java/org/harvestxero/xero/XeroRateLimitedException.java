package org.harvestxero.xero;

import java.time.Duration;
import org.harvestxero.http.Limit;
import org.harvestxero.http.RateLimitedException;

/** One of Xero's limits is reached, by its own word or by our count; nothing was done. */
public final class XeroRateLimitedException extends RateLimitedException {
    private static final long serialVersionUID = 1L;

    XeroRateLimitedException(String message, Limit limit, Duration retryAfter) {
        super(message, limit, retryAfter);
    }
}
