package org.harvestxero.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that stops all copying: a side that can't be reached, is at its day limit, or wants a person's consent.
 *
 * @param side "Harvest", "Xero" or "database"
 * @param message what is wrong, in plain words
 * @param remedy what to do, or that it goes on by itself
 * @param until when it goes on by itself; null when a person is needed or nobody knows
 */
public record Trouble(
        String side,
        Reason reason,
        String message,
        String remedy,
        @Nullable Instant until) {
    public enum Reason {
        UNREACHABLE,
        DAY_LIMIT,
        CONSENT,
        PAUSED
    }
}
