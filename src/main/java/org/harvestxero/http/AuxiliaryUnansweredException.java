package org.harvestxero.http;

import org.jspecify.annotations.Nullable;

/** No response came to an {@link AuxiliaryRequest}. */
public final class AuxiliaryUnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuxiliaryUnansweredException(@Nullable Throwable cause) {
        super(ConnectFailures.inWords(cause), cause);
    }
}
