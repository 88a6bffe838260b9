package org.harvestxero.http;

import org.jspecify.annotations.Nullable;

/** No answer, or one that can't be read: the other side may or may not have acted. Reads may simply be repeated. */
public abstract class NoAnswerException extends CallException {
    private static final long serialVersionUID = 1L;

    private final boolean neverSent;

    protected NoAnswerException(String message, boolean neverSent, @Nullable Throwable cause) {
        super(message, cause);
        this.neverSent = neverSent;
    }

    /** True when no connection was made at all, so that the other side certainly did nothing. */
    public boolean neverSent() {
        return neverSent;
    }
}
