package org.harvestxero.http;

import org.jspecify.annotations.Nullable;

/**
 * A call to Harvest or Xero that got no usable answer. Its subclasses say what a caller may do next: {@link
 * RequestRefusedException}, {@link RequestNotSentException}, {@link OutcomeUnknownException}. Messages name the request and never
 * hold a secret or a body.
 */
public abstract class CallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Api api;
    private final int status;

    CallException(Api api, String message, int status, @Nullable Throwable cause) {
        super(message, cause);
        this.api = api;
        this.status = status;
    }

    /** Whose call it was. */
    public final Api api() {
        return api;
    }

    /** The HTTP status behind it; 0 when there is none. */
    public final int status() {
        return status;
    }
}
