package org.harvestxero.sandbox.xero;

import java.util.UUID;

/** Something kept in a {@link Shelf}: it has an id and the moment of its last change. */
interface Stored {
    UUID id();

    /** Milliseconds since the epoch. */
    long updated();
}
