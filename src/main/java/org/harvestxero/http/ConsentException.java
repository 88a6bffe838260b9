package org.harvestxero.http;

import org.jspecify.annotations.Nullable;

/** Access was withdrawn, has run out or lacks a right: a person must connect again or change the credentials. */
public class ConsentException extends RequestNotSentException {
    private static final long serialVersionUID = 1L;

    public ConsentException(Api api, String message) {
        this(api, message, null);
    }

    public ConsentException(Api api, String message, int status) {
        super(api, message, status, null);
    }

    public ConsentException(Api api, String message, @Nullable Throwable cause) {
        super(api, message, 0, cause);
    }
}
