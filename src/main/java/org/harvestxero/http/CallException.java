package org.harvestxero.http;

import org.jspecify.annotations.Nullable;

/** A call to Harvest or Xero that gave no usable answer. Messages name the request and never hold a secret or a body. */
public abstract class CallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
