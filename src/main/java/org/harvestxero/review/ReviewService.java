package org.harvestxero.review;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.DraftChange;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billrun.QueuedDrafts;
import org.harvestxero.copy.NamedInvoiceFinder;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.DraftReleaseListener;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.jspecify.annotations.Nullable;

/** Carries out what people decide, in the database. */
public final class ReviewService implements Reviews {

    private final ConnectionStore store;
    private final ReviewRoles roles;
    private final DraftViews views;
    private final WorkDecisions workDecisions;
    private final NamedInvoiceFinder named;
    private final QueuedDrafts queuedDrafts;
    private final DraftReleaseListener draftReleaseListener;
    private final DraftDecisions decisions;
    private final DraftRejection rejection;
    private final DraftEdits edits;
    private final StoredInsights insights;

    /** Where nobody looks at the hours that go with a draft. */
    public ReviewService(
            ConnectionStore store,
            AgreementArchive agreements,
            ReviewRoles roles,
            Function<StoredDraft, Charge> charges,
            DraftReleaseListener draftReleaseListener) {
        this(store, agreements, roles, charges, draftReleaseListener, draft -> Optional.empty());
    }

    /**
     * @param agreements what a stored version of an agreement says, by its hash
     * @param charges what the client of a draft sees
     * @param draftReleaseListener keeps what drafts come to when they are let out
     * @param timesheets the hours that go with a draft, as a file
     */
    public ReviewService(
            ConnectionStore store,
            AgreementArchive agreements,
            ReviewRoles roles,
            Function<StoredDraft, Charge> charges,
            DraftReleaseListener draftReleaseListener,
            Function<StoredDraft, Optional<DraftInsights.Timesheet>> timesheets) {
        this.store = store;
        this.roles = roles;
        this.views = new DraftViews(store, agreements, charges);
        this.workDecisions = new WorkDecisions(store, agreements);
        this.named = new NamedInvoiceFinder(store);
        this.draftReleaseListener = draftReleaseListener;
        this.queuedDrafts = new QueuedDrafts(
                store,
                (hash, currency) -> agreements.find(hash, currency).map(Agreement::review),
                draftReleaseListener);
        this.decisions = new DraftDecisions(store, views);
        this.rejection = new DraftRejection(store, decisions, queuedDrafts);
        this.edits = new DraftEdits(store, decisions, views);
        this.insights = new StoredInsights(store, roles, views, timesheets);
    }

    @Override
    public boolean waitsFor(Item draft, String who) {
        return !saidYes(draft.step(), draft.decidedBy(), who)
                && draft.waitsFor().filter(role -> roles.isOpenTo(role, who)).isPresent()
                && !judgesOwn(draft.id(), draft.steps(), who);
    }

    /** Two yeses are of two people. */
    private static boolean saidYes(int step, @Nullable String by, String who) {
        return step > 0 && who.equalsIgnoreCase(String.valueOf(by));
    }

    /** Where two say yes, neither says it to a change of their own. */
    private boolean judgesOwn(long id, List<String> steps, String who) {
        return steps.size() > 1
                && edits.lastBy(id).filter(who::equalsIgnoreCase).isPresent();
    }

    @Override
    public Optional<String> obstacle(Item draft, String who) {
        if (draft.waitsFor().isEmpty()) {
            return Optional.empty();
        }
        String role = draft.waitsFor().get();
        if (saidYes(draft.step(), draft.decidedBy(), who)) {
            return Optional.of("You said yes as " + draft.steps().get(0) + " already; the yes as " + role
                    + " must be somebody else's.");
        }
        if (judgesOwn(draft.id(), draft.steps(), who)) {
            return Optional.of("You changed it last; with two steps somebody else says yes.");
        }
        return roles.isOpenTo(role, who)
                ? Optional.empty()
                : Optional.of("The yes as " + role + " is said by " + String.join(" or ", roles.named(role)) + ".");
    }

    @Override
    public DraftInsights insights() {
        return insights;
    }

    @Override
    public List<Item> list(Filter filter) {
        return views.list(filter);
    }

    @Override
    public Optional<Detail> find(String idOrNumber) {
        return named.draft(idOrNumber).map(views::detail);
    }

    @Override
    public Item approve(Ref ref, @Nullable String note, String who) {
        StoredDraft draft = decisions.seen(ref);
        DraftDecisions.must(draft, "approved", DraftState.REVIEW);
        List<String> steps = views.steps(draft);
        String role = steps.get(Math.min(draft.step(), steps.size() - 1));
        roles.check(role, who);
        if (saidYes(draft.step(), draft.decidedBy(), who)) {
            throw new DecisionException("Draft " + PublicIds.draft(draft.id()) + ": you said yes as " + steps.get(0)
                    + " already; the yes as " + role + " must be somebody else's.");
        }
        if (judgesOwn(draft.id(), steps, who)) {
            throw new DecisionException("Draft " + PublicIds.draft(draft.id())
                    + ": you changed it last; with two steps somebody else says yes.");
        }
        int said = draft.step() + 1;
        boolean last = said >= steps.size();
        DraftState next = last ? DraftState.APPROVED : DraftState.REVIEW;
        return decisions.decided(
                draft,
                () -> {
                    if (!store.billing().draftWriter().decide(draft, next, said, who)) {
                        return false;
                    }
                    draftReleaseListener.byPerson(draft);
                    if (last) {
                        queuedDrafts.settle(draft.clientId(), null);
                    }
                    return true;
                },
                who,
                last ? "approved" : "approved-step",
                "as " + role + (steps.size() > 1 ? " (step " + said + " of " + steps.size() + ")" : "") + noted(note));
    }

    @Override
    public Item hold(Ref ref, String reason, String who) {
        DraftDecisions.needed(reason, "put aside");
        StoredDraft draft = decisions.seen(ref);
        DraftDecisions.must(draft, "put aside", DraftState.REVIEW, DraftState.APPROVED);
        return decisions.decided(
                draft,
                () -> store.billing().draftWriter().decide(draft, DraftState.HELD, 0, who),
                who,
                "held",
                reason.strip());
    }

    @Override
    public Item release(Ref ref, @Nullable String note, String who) {
        StoredDraft draft = decisions.seen(ref);
        DraftDecisions.must(draft, "released", DraftState.HELD);
        return decisions.decided(
                draft,
                () -> store.billing().draftWriter().decide(draft, DraftState.REVIEW, 0, who),
                who,
                "released",
                note == null ? "" : note.strip());
    }

    @Override
    public Item change(Ref ref, DraftChange change, String who) {
        return edits.change(ref, change, who);
    }

    @Override
    public Preview preview(Ref ref, DraftChange change, String who) {
        return edits.preview(ref, change, who);
    }

    @Override
    public Item undo(Ref ref, @Nullable String note, String who) {
        return edits.undo(ref, note, who);
    }

    @Override
    public Item reject(Ref ref, String reason, boolean billAgain, String who) {
        return rejection.reject(ref, reason, billAgain, who);
    }

    @Override
    public String decide(Word word, String who) {
        return workDecisions.decide(word, who);
    }

    @Override
    public List<OpenWord> words() {
        return workDecisions.open();
    }

    @Override
    public void forget(long word, String who) {
        workDecisions.forget(word, who);
    }

    private static String noted(@Nullable String note) {
        return note == null || note.isBlank() ? "" : ": " + note.strip();
    }
}
