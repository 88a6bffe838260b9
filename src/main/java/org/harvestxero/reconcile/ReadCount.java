package org.harvestxero.reconcile;

import java.time.Instant;
import java.util.Optional;
import org.harvestxero.api.ReconciledDays.Reading;
import org.jspecify.annotations.Nullable;

/** How much the reconciliation that runs has read so far, for whoever waits for it. Safe for several threads. */
public final class ReadCount {
    private @Nullable Instant began;
    private long harvest;
    private long xero;

    synchronized void begin(Instant at) {
        began = at;
        harvest = 0;
        xero = 0;
    }

    synchronized void harvest(int documents) {
        harvest += documents;
    }

    synchronized void xero(int documents) {
        xero += documents;
    }

    synchronized void end() {
        began = null;
    }

    synchronized Optional<Reading> read() {
        Instant since = began;
        return since == null ? Optional.empty() : Optional.of(new Reading(since, harvest, xero));
    }
}
