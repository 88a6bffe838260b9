package org.harvestxero.api;

/** A decision that can't be carried out as asked; the message says why and what to do instead. Nothing was changed. */
public final class DecisionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DecisionException(String message) {
        super(message);
    }
}
