package org.harvestxero.review;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.finalize.DraftEvents;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;

/**
 * Finds the draft a person decides on, as she saw it, and records what she decided together with its audit row.
 */
final class DraftDecisions {
    private final ConnectionStore store;
    private final DraftViews views;

    DraftDecisions(ConnectionStore store, DraftViews views) {
        this.views = views;
        this.store = store;
    }

    StoredDraft seen(Ref ref) {
        StoredDraft draft = store.billing()
                .drafts()
                .find(ref.id())
                .orElseThrow(() -> new DecisionException(
                        "There is no draft " + PublicIds.draft(ref.id()) + ": see `harvest-xero review list`."));
        if (ref.version() != null && ref.version() != draft.version()) {
            throw changed(draft);
        }
        return draft;
    }

    private static DecisionException changed(StoredDraft draft) {
        return new DecisionException("Draft " + PublicIds.draft(draft.id()) + " changed meanwhile"
                + (draft.decidedBy() == null ? "" : " (last by " + draft.decidedBy() + ")")
                + ": look at it again with `harvest-xero review show " + PublicIds.draft(draft.id()) + "`.");
    }

    static void must(StoredDraft draft, String what, DraftState... from) {
        if (!List.of(from).contains(draft.state())) {
            throw new DecisionException(
                    "Draft " + PublicIds.draft(draft.id()) + " can't be " + what + ": " + standing(draft));
        }
    }

    static String standing(StoredDraft draft) {
        String by = draft.decidedBy() == null ? "" : " by " + draft.decidedBy();
        String number = draft.number() == null ? "the invoice" : draft.number();
        return switch (draft.state()) {
            case REVIEW -> "it waits for review.";
            case HELD -> "it is put aside" + by + ": release it first.";
            case REJECTED -> "it was rejected" + by + ".";
            case APPROVED -> "it is approved" + by + "; hold or reject it to stop it.";
            case MIRRORED, PLANNED -> number + " is on its way to Xero.";
            case SENT ->
                number + " is in Xero: to take it back use `harvest-xero bill --credit-and-rebill " + number + "`.";
            case CREDITED -> number + " was credited.";
            case SHADOW -> "it comes from a parallel run and never leaves; switch the client to live instead.";
        };
    }

    /** Makes the change and its audit row together; tells the person when somebody else was first. */
    Item decided(StoredDraft draft, BooleanSupplier change, String who, String event, String detail) {
        boolean[] done = new boolean[1];
        store.decide(() -> {
            done[0] = change.getAsBoolean();
            if (done[0]) {
                store.audit().add(who, Kind.DRAFT, draft.id(), event, detail);
                tell(draft, who);
            }
        });
        StoredDraft now = store.billing().drafts().find(draft.id()).orElseThrow();
        if (!done[0]) {
            throw changed(now);
        }
        return views.item(now);
    }

    /** Whoever waits for drafts hears of one that stands otherwise than before. */
    private void tell(StoredDraft before, String who) {
        if (!store.events().isKept()) {
            return;
        }
        StoredDraft now = store.billing().drafts().find(before.id()).orElseThrow();
        if (now.state() != before.state() || now.step() != before.step()) {
            List<String> steps = views.steps(now);
            String role = now.step() < steps.size() ? steps.get(now.step()) : null;
            DraftEvents.of(now, role, who).ifPresent(store.events()::add);
        }
    }

    static void needed(String reason, String what) {
        if (reason.isBlank()) {
            throw new DecisionException("Say why it is " + what + ": the reason is kept with it.");
        }
    }
}
