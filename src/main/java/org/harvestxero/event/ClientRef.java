package org.harvestxero.event;

import org.jspecify.annotations.Nullable;

/**
 * A client in an event.
 *
 * @param id Harvest's id
 * @param name as it was when the event happened; null while it isn't known
 */
public record ClientRef(long id, @Nullable String name) {
    public ClientRef {
        name = Words.cut(name, Words.NAME);
    }
}
