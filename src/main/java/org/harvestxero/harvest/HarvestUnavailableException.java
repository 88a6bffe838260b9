package org.harvestxero.harvest;

import java.time.Duration;
import org.harvestxero.http.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Harvest answered with a status of 500 or above: it may or may not have acted. */
public final class HarvestUnavailableException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    HarvestUnavailableException(String message, int status, @Nullable Duration retryAfter) {
        super(message, status, retryAfter);
    }
}
