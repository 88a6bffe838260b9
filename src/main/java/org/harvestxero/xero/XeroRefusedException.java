package org.harvestxero.xero;

import org.harvestxero.http.RefusedException;

/** Xero refused the request as a whole, without a verdict for each element; nothing was done. */
public final class XeroRefusedException extends RefusedException {
    private static final long serialVersionUID = 1L;

    XeroRefusedException(String message, int status, String reason) {
        super(message, status, reason);
    }
}
