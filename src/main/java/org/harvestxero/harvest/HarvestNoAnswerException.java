package org.harvestxero.harvest;

import org.harvestxero.http.NoAnswerException;
import org.jspecify.annotations.Nullable;

/** Harvest gave no answer, or none that can be read: it may or may not have acted. */
public final class HarvestNoAnswerException extends NoAnswerException {
    private static final long serialVersionUID = 1L;

    public HarvestNoAnswerException(String message) {
        this(message, false, null);
    }

    HarvestNoAnswerException(String message, boolean neverSent, @Nullable Throwable cause) {
        super(message, neverSent, cause);
    }
}
