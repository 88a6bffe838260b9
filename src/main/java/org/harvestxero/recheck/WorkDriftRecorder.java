package org.harvestxero.recheck;

import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.jspecify.annotations.Nullable;

/** Makes a task for a person of work that is no longer what was billed, and ends it when it is again. */
final class WorkDriftRecorder {
    static final String GONE = "gone";

    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;

    WorkDriftRecorder(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
    }

    /** Ends what was told when it is no longer so: somebody put it back. */
    void settle(EntryState state) {
        if (state.reported() != null && !state.reported().equals(state.fingerprint())) {
            store.inTransaction(() -> {
                store.outboxPlanner().supersede(Kind.DRAFT, state.work().id());
                store.billing().entryStates().reported(state.work(), state.fingerprint());
            });
        }
    }

    /** Tells that it was deleted. */
    void gone(EntryState state) {
        WorkDrift difference = WorkDrift.of(store, state);
        tell(state, difference, FailureCode.BILLED_WORK_DELETED, difference.wasBilled(), GONE);
    }

    void tell(EntryState state, WorkDrift difference, FailureCode code, @Nullable String words, String sign) {
        Problem problem = Problem.of(code, difference.name())
                .with("invoice", difference.invoice())
                .with("words", words == null ? "" : words);
        Revision revision = Revision.of(
                RevisionKind.WORK, state.work().kind().code() + "-" + sign.substring(0, Math.min(16, sign.length())));
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.DRAFT, state.work().id(), revision);
            ownRefusalRecorder.refuse(Kind.DRAFT, state.work().id(), difference.invoice(), revision, problem);
            store.billing().entryStates().reported(state.work(), sign);
            difference
                    .draft()
                    .ifPresent(draft -> store.audit()
                            .add(
                                    "harvest",
                                    Kind.DRAFT,
                                    draft.id(),
                                    code == FailureCode.BILLED_WORK_DELETED ? "work-deleted" : "work-changed",
                                    difference.name() + ": " + words));
        });
    }
}
