package org.harvestxero.api;

import org.jspecify.annotations.Nullable;

/**
 * What to bill.
 *
 * @param period such as {@code 2026-10}; null for whatever is due
 * @param client Harvest's client, by name or id; null for all that have an agreement
 */
public record BillRequest(@Nullable String period, @Nullable String client, Manner manner) {
    /** How seriously it is meant. */
    public enum Manner {
        /** Stored; what needs no review goes out. */
        FOR_REAL,
        /** Shown only. */
        DRY_RUN,
        /** Stored to be looked at; never goes out and changes nothing else. */
        SHADOW
    }

    /** Everything that is due now. */
    public static BillRequest due() {
        return new BillRequest(null, null, Manner.FOR_REAL);
    }
}
