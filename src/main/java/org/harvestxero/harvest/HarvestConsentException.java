package org.harvestxero.harvest;

import org.harvestxero.http.ConsentException;
import org.jspecify.annotations.Nullable;

/** Harvest no longer takes our token, or the person behind it lacks the right: a person must act. */
public final class HarvestConsentException extends ConsentException {
    private static final long serialVersionUID = 1L;

    HarvestConsentException(String message) {
        this(message, null);
    }

    HarvestConsentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
