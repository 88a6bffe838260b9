package org.harvestxero.event;

import org.jspecify.annotations.Nullable;

/**
 * A project in an event.
 *
 * @param id Harvest's id
 * @param code as people gave it; null when it has none
 */
public record ProjectRef(
        long id, @Nullable String name, @Nullable String code) {
    public ProjectRef {
        name = Words.cut(name, Words.NAME);
        code = Words.cut(code, Words.NAME);
    }
}
