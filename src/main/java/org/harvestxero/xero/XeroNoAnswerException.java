package org.harvestxero.xero;

import org.harvestxero.http.NoAnswerException;
import org.jspecify.annotations.Nullable;

/** Xero gave no answer, or none that can be read: it may or may not have acted. */
public final class XeroNoAnswerException extends NoAnswerException {
    private static final long serialVersionUID = 1L;

    public XeroNoAnswerException(String message) {
        this(message, false, null);
    }

    XeroNoAnswerException(String message, boolean neverSent, @Nullable Throwable cause) {
        super(message, neverSent, cause);
    }
}
