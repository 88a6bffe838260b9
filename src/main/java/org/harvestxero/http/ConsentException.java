package org.harvestxero.http;

import org.jspecify.annotations.Nullable;

/** Access was withdrawn, has run out or lacks a right: a person must connect again or change the credentials. */
public abstract class ConsentException extends CallException {
    private static final long serialVersionUID = 1L;

    protected ConsentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
