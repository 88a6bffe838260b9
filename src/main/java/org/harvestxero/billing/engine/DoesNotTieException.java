package org.harvestxero.billing.engine;

/** A run lost or doubled something; its result must not be used. */
public final class DoesNotTieException extends IllegalStateException {
    DoesNotTieException(String message) {
        super(message);
    }
}
