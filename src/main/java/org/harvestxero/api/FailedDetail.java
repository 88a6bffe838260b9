package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one failed copy.
 *
 * @param total in {@code currency}, two decimals; null when it isn't known
 * @param sourceLink leads to the document in Harvest
 * @param nextAttemptAt when it is tried again by itself; null when it isn't
 * @param history what happened to it, oldest first
 */
public record FailedDetail(
        FailedCopy copy,
        @Nullable String clientName,
        @Nullable BigDecimal total,
        @Nullable String currency,
        @Nullable String sourceLink,
        @Nullable Instant nextAttemptAt,
        List<Event> history) {

    public FailedDetail {
        history = List.copyOf(history);
    }

    /** @param who a person's name, or the program's own */
    public record Event(Instant at, String who, String what) {}
}
