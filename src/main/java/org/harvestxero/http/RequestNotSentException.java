package org.harvestxero.http;

import org.jspecify.annotations.Nullable;

/**
 * The request was never processed: a limit, missing access or we ourselves stopped it. Nothing was done, and the same request may be sent
 * later.
 */
public abstract class RequestNotSentException extends CallException {
    private static final long serialVersionUID = 1L;

    RequestNotSentException(Api api, String message, int status, @Nullable Throwable cause) {
        super(api, message, status, cause);
    }
}
