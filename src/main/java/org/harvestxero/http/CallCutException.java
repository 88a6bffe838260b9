package org.harvestxero.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** We ended a call: its answer took too long or was too large. Whether the other side carried it out is not known. */
public final class CallCutException extends IOException {
    private static final long serialVersionUID = 1L;

    CallCutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
