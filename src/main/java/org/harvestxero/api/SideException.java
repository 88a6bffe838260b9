package org.harvestxero.api;

import org.jspecify.annotations.Nullable;

/** A side that gave no answer or refused us; the message is a sentence for a person. */
public final class SideException extends RuntimeException {
    public SideException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
