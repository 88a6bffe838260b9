package org.harvestxero.billing;

import org.jspecify.annotations.Nullable;

/**
 * A project of Harvest.
 *
 * @param id Harvest's number
 * @param name as people see it
 * @param code the agency's own short sign; null when it has none
 * @param fixedFee whether Harvest keeps it at a fixed fee, so that its hours have no price of their own
 */
public record Project(long id, String name, @Nullable String code, boolean fixedFee) {
    /** By time and materials, as far as is known. */
    public Project(long id, String name, @Nullable String code) {
        this(id, name, code, false);
    }

    /** Whether an agreement's {@code text} means this: its name, its code, or its id in digits. */
    public boolean isCalled(String text) {
        return name.equals(text) || text.equals(code) || Long.toString(id).equals(text);
    }
}
