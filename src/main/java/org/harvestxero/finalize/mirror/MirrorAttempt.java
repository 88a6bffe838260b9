package org.harvestxero.finalize.mirror;

import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.store.billing.StoredDraft;
import org.jspecify.annotations.Nullable;

/** Harvest's invoice of one draft under way: how far it came, what Harvest shows of it, and why it has to go again. */
final class MirrorAttempt {
    private final MirrorWork work;
    private final MirrorPlan plan;
    private ItemKinds kinds = ItemKinds.USUAL;
    private StoredDraft draft;
    private MirrorState state;
    private @Nullable SourceInvoice invoice;
    private @Nullable String unfit;

    /**
     * @param plan how it is to be made
     * @param lost whether an earlier request for it got no answer
     * @param unfit why it was to be taken back when an earlier process ended; else null
     */
    MirrorAttempt(StoredDraft draft, MirrorPlan plan, boolean lost, @Nullable String unfit) {
        this.plan = plan;
        this.work = new MirrorWork(draft.content());
        this.draft = draft;
        this.state = draft.harvestId() != null ? MirrorState.MADE : lost ? MirrorState.LOST : MirrorState.UNMADE;
        this.unfit = unfit;
    }

    /** The same draft, not begun, to be made of its lines. @param because why not of the work */
    MirrorAttempt inFreeForm(String because) {
        return new MirrorAttempt(draft, MirrorPlan.freeForm(because), false, null);
    }

    MirrorPlan plan() {
        return plan;
    }

    boolean isFreeForm() {
        return plan.isFreeForm();
    }

    /** The categories its lines are filed under when it is made of the draft's. */
    ItemKinds kinds() {
        return kinds;
    }

    void use(ItemKinds listed) {
        kinds = listed;
    }

    /** As last recorded. */
    StoredDraft draft() {
        return draft;
    }

    MirrorWork work() {
        return work;
    }

    MirrorState state() {
        return state;
    }

    boolean has(Source.Kind kind) {
        return work.has(kind);
    }

    /** Harvest's id of it. */
    long id() {
        Long id = draft.harvestId();
        if (id == null) {
            throw new IllegalStateException("Draft " + PublicIds.draft(draft.id()) + " has no mirror");
        }
        return id;
    }

    /** As Harvest last showed it. */
    SourceInvoice invoice() {
        if (invoice == null) {
            throw new IllegalStateException("The mirror of draft " + PublicIds.draft(draft.id()) + " was not read");
        }
        return invoice;
    }

    /** Why it has to be taken back; null as long as it fits. */
    @Nullable
    String unfit() {
        return unfit;
    }

    boolean isFit() {
        return unfit == null;
    }

    /** The first reason stays. */
    void unfit(@Nullable String reason) {
        if (unfit == null) {
            unfit = reason;
        }
    }

    void made(StoredDraft withId) {
        become(MirrorState.MADE);
        draft = withId;
    }

    void read(SourceInvoice shown) {
        become(MirrorState.READ);
        invoice = shown;
    }

    void become(MirrorState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "The mirror of draft " + PublicIds.draft(draft.id()) + " cannot go from " + state + " to " + next);
        }
        state = next;
    }
}
