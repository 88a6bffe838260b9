package org.harvestxero.config.secret;

import org.jspecify.annotations.Nullable;

/** A sealed secret does not open: another key sealed it, or it was changed or moved. */
public final class BrokenSealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenSealException(String place, @Nullable Throwable cause) {
        super("The secret " + place + " does not open with this key", cause);
    }
}
