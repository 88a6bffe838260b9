package org.harvestxero.review;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftEdit;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billrun.QueuedDrafts;
import org.harvestxero.copy.NamedInvoiceFinder;
import org.harvestxero.finalize.DraftReleaseListener;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.DraftTable;
import org.harvestxero.store.billing.DraftTable.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.jspecify.annotations.Nullable;

/** Carries out what people decide, in the ledger. */
public final class ReviewService implements Reviews {
    private static final int LATEST = 500;

    private final ConnectionStore store;
    private final ReviewRoles roles;
    private final DraftViews views;
    private final WorkDecisions workDecisions;
    private final NamedInvoiceFinder named;
    private final QueuedDrafts queuedDrafts;
    private final DraftReleaseListener draftReleaseListener;

    /**
     * @param agreements what a stored version of an agreement says, by its hash
     * @param charges what the client of a draft sees
     * @param draftReleaseListener keeps what drafts come to when they are let out
     */
    public ReviewService(
            ConnectionStore store,
            StoredAgreements agreements,
            ReviewRoles roles,
            Function<StoredDraft, Charge> charges,
            DraftReleaseListener draftReleaseListener) {
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
    }

    @Override
    public List<Item> list(Filter filter) {
        DraftTable drafts = store.drafts();
        Stream<Long> found = filter.all()
                ? drafts.latest(LATEST).stream()
                : Stream.of(DraftState.REVIEW, DraftState.HELD).flatMap(state -> drafts.inState(state).stream());
        return found.sorted()
                .flatMap(id -> drafts.find(id).stream())
                .filter(draft -> isOf(draft, filter.client()))
                .map(views::item)
                .toList();
    }

    private static boolean isOf(StoredDraft draft, @Nullable String client) {
        return client == null
                || draft.clientName().equalsIgnoreCase(client)
                || Long.toString(draft.clientId()).equals(client);
    }

    @Override
    public Optional<Detail> find(String idOrNumber) {
        return named.draft(idOrNumber).map(views::detail);
    }

    @Override
    public Item approve(Ref ref, @Nullable String note, String who) {
        StoredDraft draft = seen(ref);
        must(draft, "approved", DraftState.REVIEW);
        List<String> steps = views.steps(draft);
        String role = steps.get(Math.min(draft.step(), steps.size() - 1));
        roles.check(role, who);
        if (draft.step() > 0 && who.equalsIgnoreCase(String.valueOf(draft.decidedBy()))) {
            throw new DecisionException("Draft " + PublicIds.draft(draft.id()) + ": you said yes as " + steps.get(0)
                    + " already; the yes as " + role + " must be somebody else's.");
        }
        int said = draft.step() + 1;
        boolean last = said >= steps.size();
        DraftState next = last ? DraftState.APPROVED : DraftState.REVIEW;
        return decided(
                draft,
                () -> {
                    if (!store.drafts().decide(draft, next, said, who)) {
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
        needed(reason, "put aside");
        StoredDraft draft = seen(ref);
        must(draft, "put aside", DraftState.REVIEW, DraftState.APPROVED);
        return decided(draft, () -> store.drafts().decide(draft, DraftState.HELD, 0, who), who, "held", reason.strip());
    }

    @Override
    public Item release(Ref ref, @Nullable String note, String who) {
        StoredDraft draft = seen(ref);
        must(draft, "released", DraftState.HELD);
        return decided(
                draft,
                () -> store.drafts().decide(draft, DraftState.REVIEW, 0, who),
                who,
                "released",
                note == null ? "" : note.strip());
    }

    @Override
    public Item edit(Ref ref, Edit edit, String who) {
        needed(edit.reason(), "changed");
        StoredDraft draft = seen(ref);
        must(draft, "changed", DraftState.REVIEW, DraftState.HELD);
        List<DraftLine> lines = draft.content().lines();
        if (edit.line() < 1 || edit.line() > lines.size()) {
            throw new DecisionException("Draft " + PublicIds.draft(draft.id()) + " has lines 1 to " + lines.size()
                    + ", no line " + edit.line() + ".");
        }
        DraftLine line = lines.get(edit.line() - 1);
        StringBuilder told = new StringBuilder("line " + edit.line() + ": ");
        Draft changed = draft.content();
        Money amount = edit.amount() == null
                ? line.amount()
                : money(edit.amount(), line.amount().currency());
        if (!amount.equals(line.amount())) {
            changed = new DraftEdit(changed)
                    .withAmount(edit.line() - 1, amount, edit.reason().strip() + " (" + who + ")");
            told.append(line.amount()).append(" → ").append(amount).append("; ");
        }
        if (edit.text() != null) {
            if (edit.text().isBlank()) {
                throw new DecisionException("A line needs a text: Xero refuses lines without one.");
            }
            changed = new DraftEdit(changed)
                    .withDescription(edit.line() - 1, edit.text().strip());
            told.append("\"")
                    .append(line.description())
                    .append("\" → \"")
                    .append(edit.text().strip())
                    .append("\"; ");
        }
        if (changed.equals(draft.content())) {
            throw new DecisionException("Line " + edit.line() + " of draft " + PublicIds.draft(draft.id())
                    + " says so already: give another amount or another text.");
        }
        Draft content = changed;
        return decided(
                draft,
                () -> store.drafts().edit(draft, content, who),
                who,
                "edited",
                told + edit.reason().strip());
    }

    @Override
    public Item reject(Ref ref, String reason, boolean billAgain, String who) {
        needed(reason, "rejected");
        StoredDraft draft = seen(ref);
        must(draft, "rejected", DraftState.REVIEW, DraftState.HELD, DraftState.APPROVED);
        if (billAgain) {
            refuseIfOthersStand(draft);
        }
        String why = "the draft it was on was rejected: " + reason.strip() + " (" + who + ")";
        return decided(
                draft,
                () -> {
                    if (!store.drafts().decide(draft, DraftState.REJECTED, draft.step(), who)) {
                        return false;
                    }
                    if (billAgain) {
                        undo(draft.runId(), why);
                        queuedDrafts.settle(draft.clientId(), draft);
                    } else {
                        store.entryStates().release(draft.id(), why);
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
        List<String> others = store.drafts().ofRun(draft.runId()).stream()
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
        store.billingRuns().undo(runId);
        store.decisions().reopen(runId);
        store.entryStates().releaseRun(runId, why);
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

    private StoredDraft seen(Ref ref) {
        StoredDraft draft = store.drafts()
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

    private static void must(StoredDraft draft, String what, DraftState... from) {
        if (!List.of(from).contains(draft.state())) {
            throw new DecisionException(
                    "Draft " + PublicIds.draft(draft.id()) + " can't be " + what + ": " + standing(draft));
        }
    }

    private static String standing(StoredDraft draft) {
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
    private Item decided(StoredDraft draft, BooleanSupplier change, String who, String event, String detail) {
        boolean[] done = new boolean[1];
        store.inTransaction(() -> {
            done[0] = change.getAsBoolean();
            if (done[0]) {
                store.audit().add(who, Kind.DRAFT, draft.id(), event, detail);
            }
        });
        StoredDraft now = store.drafts().find(draft.id()).orElseThrow();
        if (!done[0]) {
            throw changed(now);
        }
        return views.item(now);
    }

    private static void needed(String reason, String what) {
        if (reason.isBlank()) {
            throw new DecisionException("Say why it is " + what + ": the reason is kept with it.");
        }
    }

    static Money money(BigDecimal amount, Currency currency) {
        if (!CurrencyDigits.fits(amount, CurrencyDigits.of(currency))) {
            throw new DecisionException(CurrencyDigits.tooFine(amount, currency) + ".");
        }
        return Money.exactly(amount, currency);
    }

    private static String noted(@Nullable String note) {
        return note == null || note.isBlank() ? "" : ": " + note.strip();
    }
}
