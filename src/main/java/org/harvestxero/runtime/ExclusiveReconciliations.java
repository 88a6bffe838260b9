package org.harvestxero.runtime;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.Vitals;

/** Reconciles only while this process leads the connection, since it keeps what it found. */
final class ExclusiveReconciliations implements Reconciliations {
    private final Reconciliations reconciliations;
    private final LeaderGuard leader;

    ExclusiveReconciliations(Reconciliations reconciliations, LeaderGuard leader) {
        this.reconciliations = reconciliations;
        this.leader = leader;
    }

    @Override
    public Answer reconcile(ReconcileRequest request, String who) {
        return leader.require(() -> reconciliations.reconcile(request, who));
    }

    @Override
    public List<Day> history(int days) {
        return reconciliations.history(days);
    }

    @Override
    public Optional<Vitals.Reconciled> last() {
        return reconciliations.last();
    }
}
