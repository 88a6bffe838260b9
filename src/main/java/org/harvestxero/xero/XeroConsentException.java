package org.harvestxero.xero;

import org.harvestxero.http.ConsentException;
import org.jspecify.annotations.Nullable;

/** Xero no longer lets us in, or not there: a person must connect again. */
public final class XeroConsentException extends ConsentException {
    private static final long serialVersionUID = 1L;

    XeroConsentException(String message) {
        this(message, null);
    }

    XeroConsentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
