package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.reconcile.DefaultReconciliations;
import org.harvestxero.reconcile.ReconcileLists;
import org.harvestxero.reconcile.SideComparison;

/** What compares both sides with each other and with what is kept here. */
record ReconcileParts(ReconcileLists lists, SideComparison comparison, DefaultReconciliations reconciliations) {

    /** Binds them by the names that routes use. */
    void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("reconcileLists", lists);
        registry.accept("sideComparison", comparison);
        registry.accept("reconciliations", reconciliations);
    }
}
