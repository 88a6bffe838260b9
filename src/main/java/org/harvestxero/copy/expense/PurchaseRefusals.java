package org.harvestxero.copy.expense;

import org.harvestxero.copy.document.Fingerprint;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.PurchaseTable.State;

/** What of a bill, or of spent money, could not be brought to Xero, for a person to read. What stands there stays. */
final class PurchaseRefusals {
    private final ConnectionStore store;
    private final OwnRefusalRecorder refusals;

    PurchaseRefusals(ConnectionStore store, OwnRefusalRecorder refusals) {
        this.store = store;
        this.refusals = refusals;
    }

    /** It was changed on both sides. @param differences how, in words */
    void told(Purchase purchase, String differences) {
        refuse(
                purchase,
                Problem.of(FailureCode.EXPENSE_MOVED_BOTH, purchase.number()).with("differences", differences));
    }

    void refuse(Purchase purchase, Problem problem) {
        store.inTransaction(() -> {
            store.expenses().purchases().move(purchase, State.PLANNED);
            refusals.refuse(
                    purchase.kind(),
                    purchase.sourceId(),
                    purchase.number(),
                    Revision.of(RevisionKind.DRIFT, Fingerprint.of(problem.sentence())),
                    problem);
        });
    }
}
