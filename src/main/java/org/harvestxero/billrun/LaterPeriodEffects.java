package org.harvestxero.billrun;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.store.billing.StoredRun;

/** What becomes of the later periods, to be recorded together with the new bill. */
final class LaterPeriodEffects {
    private final List<Change> changes = new ArrayList<>();
    private final List<Unknown> unknown = new ArrayList<>();

    /** A later run that comes out otherwise: its invoices by key. */
    record Change(StoredRun run, BillingResult now, List<LaterPeriodDifferences.Part> parts) {}

    /** A later run that can't be reckoned again. */
    record Unknown(StoredRun run, String why) {}

    void changed(StoredRun run, BillingResult now, List<LaterPeriodDifferences.Part> parts) {
        changes.add(new Change(run, now, parts));
    }

    void unknown(StoredRun run, String why) {
        unknown.add(new Unknown(run, why));
    }

    List<Change> changes() {
        return changes;
    }

    List<Unknown> unknown() {
        return unknown;
    }
}
