package org.harvestxero.harvest;

import org.harvestxero.http.RefusedException;

/** Harvest refused the request; nothing was done. */
public final class HarvestRefusedException extends RefusedException {
    private static final long serialVersionUID = 1L;

    HarvestRefusedException(String message, int status, String reason) {
        super(message, status, reason);
    }
}
