package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one failed copy.
 *
 * @param document the copy and what people know its document by
 * @param nextAttemptAt when it is tried again by itself; null when it isn't
 * @param history what happened to it, oldest first
 */
public record FailedDetail(
        FailedDocument document, @Nullable Instant nextAttemptAt, List<Event> history) {

    public FailedDetail {
        history = List.copyOf(history);
    }

    /** @param who a person's name, or the program's own */
    public record Event(Instant at, String who, String what) {}

    public FailedCopy copy() {
        return document.copy();
    }

    public @Nullable String clientName() {
        return document.client();
    }

    /** In {@link #currency}; null when it isn't known. */
    public @Nullable BigDecimal total() {
        return document.amount();
    }

    public @Nullable String currency() {
        return document.currency();
    }

    /** Leads to the document in Harvest. */
    public @Nullable String sourceLink() {
        return document.sourceLink();
    }
}
