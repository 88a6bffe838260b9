package org.harvestxero.review;

import java.util.List;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.billrun.QueuedDrafts;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;

/** Rejects a draft, and opens again what it alone settled. */
final class DraftRejection {
    private final ConnectionStore store;
    private final DraftDecisions decisions;
    private final QueuedDrafts queuedDrafts;

    DraftRejection(ConnectionStore store, DraftDecisions decisions, QueuedDrafts queuedDrafts) {
        this.store = store;
        this.decisions = decisions;
        this.queuedDrafts = queuedDrafts;
    }

    /** @param billAgain whether its whole period is billed anew; else its work comes with the next bill */
    Item reject(Ref ref, String reason, boolean billAgain, String who) {
        DraftDecisions.needed(reason, "rejected");
        StoredDraft draft = decisions.seen(ref);
        DraftDecisions.must(draft, "rejected", DraftState.REVIEW, DraftState.HELD, DraftState.APPROVED);
        if (billAgain) {
            refuseIfOthersStand(draft);
        }
        String why = "the draft it was on was rejected: " + reason.strip() + " (" + who + ")";
        return decisions.decided(
                draft,
                () -> {
                    if (!store.billing().draftWriter().decide(draft, DraftState.REJECTED, draft.step(), who)) {
                        return false;
                    }
                    if (billAgain) {
                        undo(draft.runId(), why);
                        queuedDrafts.settle(draft.clientId(), draft);
                    } else {
                        store.billing().entryStates().release(draft.id(), why);
                        queuedDrafts.settle(draft.clientId(), null);
                    }
                    return true;
                },
                who,
                "rejected",
                reason.strip() + (billAgain ? "; the period is billed anew" : ""));
    }

    /** A period is billed anew as a whole, so nothing of it may be on its way. */
    private void refuseIfOthersStand(StoredDraft draft) {
        List<String> others = store.billing().drafts().ofRun(draft.runId()).stream()
                .filter(other -> other.id() != draft.id())
                .filter(other -> other.state().holdsItsWork())
                .map(other -> (other.number() == null ? "draft " + PublicIds.draft(other.id()) : other.number()) + " ("
                        + other.state().code() + ")")
                .toList();
        if (!others.isEmpty()) {
            throw new DecisionException("The period " + draft.period() + " of " + draft.clientName()
                    + " has other invoices that stand: " + String.join(", ", others)
                    + ". Reject or credit them first, or reject this one without billing the period again: its work then"
                    + " comes with the next bill.");
        }
    }

    private void undo(long runId, String why) {
        store.billing().billingRuns().undo(runId);
        store.billing().decisions().reopen(runId);
        store.billing().entryStates().releaseRun(runId, why);
    }
}
