package org.harvestxero.xero;

import java.time.Duration;
import org.harvestxero.http.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Xero answered with a status of 500 or above: it may or may not have acted. */
public final class XeroUnavailableException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    XeroUnavailableException(String message, int status, @Nullable Duration retryAfter) {
        super(message, status, retryAfter);
    }
}
