package org.harvestxero.config.secret;

import org.jspecify.annotations.Nullable;

/** The key that seals tokens is missing, malformed or not kept safe; the message says what to do. */
public final class UnusableKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
