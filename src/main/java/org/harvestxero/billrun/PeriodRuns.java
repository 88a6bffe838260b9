package org.harvestxero.billrun;

import java.util.stream.Stream;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredRun;

/** Runs that billed periods of the calendar, and still count. */
final class PeriodRuns {
    private PeriodRuns() {}

    /** Of one client, oldest first; bills of marked work are of no period. */
    static Stream<StoredRun> of(ConnectionStore store, long client) {
        return store.billing().billingRuns().ofClient(client).stream()
                .filter(run ->
                        run.undoneAt() == null && !DuePeriod.isReady(run.run().period()));
    }
}
