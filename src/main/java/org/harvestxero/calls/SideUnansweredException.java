package org.harvestxero.calls;

import org.jspecify.annotations.Nullable;

/** No answer came to a {@link SideRequest}. */
public final class SideUnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SideUnansweredException(@Nullable Throwable cause) {
        super(Connecting.inWords(cause), cause);
    }
}
