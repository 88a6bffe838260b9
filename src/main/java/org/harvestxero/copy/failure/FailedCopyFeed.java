package org.harvestxero.copy.failure;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.harvestxero.store.ConnectionStore;
import org.jspecify.annotations.Nullable;

/**
 * Which documents failed lately, for routes that hand each one on once. It asks no database while none did. What a process did not hand
 * on before it ended is handed on no more: the list of failed copies has it all the same.
 */
public final class FailedCopyFeed {
    private final ConnectionStore store;
    private final BooleanSupplier othersFail;
    private final Clock clock;
    private long seen;
    private Instant until;

    /**
     * @param othersFail whether documents may fail on other threads just now: one that is recorded in a span and committed after it would
     *     be missed, so that no span ends then
     */
    public FailedCopyFeed(ConnectionStore store, BooleanSupplier othersFail, Clock clock) {
        this.store = store;
        this.othersFail = othersFail;
        this.clock = clock;
        this.until = clock.instant();
    }

    /** The span in which documents failed since this was asked last, {@code after} excluded; null when none did or others may. */
    public synchronized @Nullable Map<String, Object> since() {
        if (othersFail.getAsBoolean()) {
            return null;
        }
        long failures = store.committedWork().failures();
        if (failures == seen) {
            return null;
        }
        seen = failures;
        Instant after = until;
        until = clock.instant();
        return Map.of("connection", store.connection(), "after", at(after), "until", at(until));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
