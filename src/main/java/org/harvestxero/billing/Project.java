package org.harvestxero.billing;

import org.jspecify.annotations.Nullable;

/**
 * A project of Harvest.
 *
 * @param id Harvest's number
 * @param name as people see it
 * @param code the agency's own short sign; null when it has none
 */
public record Project(long id, String name, @Nullable String code) {
    /** Whether an agreement's {@code text} means this: its name, its code, or its id in digits. */
    public boolean isCalled(String text) {
        return name.equals(text) || text.equals(code) || Long.toString(id).equals(text);
    }
}
