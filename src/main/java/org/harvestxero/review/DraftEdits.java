package org.harvestxero.review;

import java.util.Optional;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.DraftChange;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Charge;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Preview;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftEdit;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftEditTable.StoredEdit;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.AuditEventTable.AuditEvent;
import org.harvestxero.store.copy.Kind;
import org.jspecify.annotations.Nullable;

/** Changes drafts, shows beforehand what comes of it, takes changes back, and knows who made the last. */
final class DraftEdits {
    private final ConnectionStore store;
    private final DraftDecisions decisions;
    private final DraftViews views;

    DraftEdits(ConnectionStore store, DraftDecisions decisions, DraftViews views) {
        this.store = store;
        this.decisions = decisions;
        this.views = views;
    }

    Item change(Ref ref, DraftChange change, String who) {
        StoredDraft draft = changeable(ref, change);
        LineChanges.Changed changed = LineChanges.of(draft, views.origins(draft), change, who);
        return decisions.decided(
                draft,
                () -> {
                    if (!store.billing().draftWriter().edit(draft, changed.content(), who)) {
                        return false;
                    }
                    store.billing()
                            .draftEdits()
                            .add(draft.id(), draft.content(), changed.origins(), changed.words(), who);
                    return true;
                },
                who,
                "edited",
                changed.words() + change.reason().strip());
    }

    Preview preview(Ref ref, DraftChange change, String who) {
        StoredDraft draft = changeable(ref, change);
        Draft after = LineChanges.of(draft, views.origins(draft), change, who).content();
        Charge charge = views.charge(draft);
        return new Preview(views.item(draft), draft.content(), after, charge, views.charge(draft.with(after)));
    }

    private StoredDraft changeable(Ref ref, DraftChange change) {
        DraftDecisions.needed(change.reason(), "changed");
        StoredDraft draft = decisions.seen(ref);
        DraftDecisions.must(draft, "changed", DraftState.REVIEW, DraftState.HELD);
        return draft;
    }

    Item undo(Ref ref, @Nullable String note, String who) {
        StoredDraft draft = decisions.seen(ref);
        DraftDecisions.must(draft, "changed", DraftState.REVIEW, DraftState.HELD);
        StoredEdit last = store.billing()
                .draftEdits()
                .last(draft.id())
                .orElseThrow(() -> new DecisionException(
                        "Draft " + PublicIds.draft(draft.id()) + " has no change that could be taken back."));
        Draft before = store.billing()
                .draftEdits()
                .before(draft.id(), last.number())
                .orElseThrow(() ->
                        new DecisionException("The changes before lie too far back to be taken back one by one."));
        Draft content = new DraftEdit(draft.content()).withLinesOf(before);
        boolean untouched = draft.original() != null && draft.original().lines().equals(content.lines());
        return decisions.decided(
                draft,
                () -> {
                    if (!store.billing().draftWriter().restore(draft, content, untouched, who)) {
                        return false;
                    }
                    if (!store.billing().draftEdits().undo(draft.id(), last.number())) {
                        throw new IllegalStateException("Change " + last.number() + " of draft "
                                + PublicIds.draft(draft.id()) + " was taken back already");
                    }
                    return true;
                },
                who,
                "edit-undone",
                last.words() + "made by " + last.by() + (note == null || note.isBlank() ? "" : ": " + note.strip()));
    }

    /** Who made the last change that stands; changes made before they were kept are in the audit. */
    Optional<String> lastBy(long id) {
        Optional<String> kept = store.billing().draftEdits().lastBy(id);
        if (kept.isPresent() || !store.billing().drafts().isChanged(id)) {
            return kept;
        }
        return store.audit().ofDocument(Kind.DRAFT, id).stream()
                .filter(event -> event.event().equals("edited"))
                .map(AuditEvent::actor)
                .reduce((first, last) -> last);
    }
}
