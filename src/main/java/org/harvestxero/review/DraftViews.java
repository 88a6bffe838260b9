package org.harvestxero.review;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Charge;
import org.harvestxero.api.Reviews.Detail;
import org.harvestxero.api.Reviews.Event;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.State;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.CorrectionTable.Later;
import org.harvestxero.store.billing.DraftEditTable.StoredEdit;
import org.harvestxero.store.billing.DraftJson;
import org.harvestxero.store.billing.DraftTable;
import org.harvestxero.store.billing.NotBilledTable;
import org.harvestxero.store.billing.StoredCorrection;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.StoredRun;
import org.harvestxero.store.billing.WaitingDrafts;
import org.harvestxero.store.copy.Kind;
import org.jspecify.annotations.Nullable;

/** Shows stored drafts to people. */
public final class DraftViews {
    private static final int LATEST = 500;

    private final ConnectionStore store;
    private final AgreementArchive agreements;
    private final Function<StoredDraft, Charge> charges;

    public DraftViews(ConnectionStore store, AgreementArchive agreements, Function<StoredDraft, Charge> charges) {
        this.store = store;
        this.agreements = agreements;
        this.charges = charges;
    }

    /** The roles that say yes, by the agreement that made the draft. */
    public List<String> steps(StoredDraft draft) {
        return agreements
                .review(draft.agreementHash(), Currency.getInstance(draft.currency()))
                .steps();
    }

    /** Those that wait for a person, or the latest of all. */
    List<Item> list(Reviews.Filter filter) {
        if (!filter.all()) {
            return store.billing().waitingDrafts().all().stream()
                    .filter(head -> isMeant(filter.client(), head.clientName(), head.clientId()))
                    .map(this::item)
                    .toList();
        }
        DraftTable drafts = store.billing().drafts();
        return drafts.latest(LATEST).stream()
                .sorted()
                .flatMap(id -> drafts.find(id).stream())
                .filter(draft -> isMeant(filter.client(), draft.clientName(), draft.clientId()))
                .map(this::item)
                .toList();
    }

    private static boolean isMeant(@Nullable String client, String name, long id) {
        return client == null || new Named(id, name).isMeantBy(client);
    }

    private Item item(WaitingDrafts.Head head) {
        Currency currency = Currency.getInstance(head.sum().currency());
        List<String> reasons = head.reasons();
        return new Item(
                head.id(),
                head.standing().version(),
                head.clientName(),
                head.period(),
                head.number(),
                State.valueOf(head.standing().state().name()),
                Money.kept(head.sum().total(), currency).amount(),
                head.sum().currency(),
                head.sum().issueDate(),
                head.sum().dueDate(),
                head.standing().step(),
                agreements.review(head.agreementHash(), currency).steps(),
                reasons == null ? reasons(head.id()) : reasons,
                head.standing().decidedBy());
    }

    /** Of a draft whose reasons only its content tells. */
    private List<String> reasons(long id) {
        return store.billing().drafts().find(id).stream()
                .flatMap(draft -> draft.content().review().stream())
                .map(ReviewReason::words)
                .toList();
    }

    Item item(StoredDraft draft) {
        return new Item(
                draft.id(),
                draft.version(),
                draft.clientName(),
                draft.period(),
                draft.number(),
                State.valueOf(draft.state().name()),
                draft.content().subtotal().amount(),
                draft.currency(),
                draft.content().issueDate(),
                draft.content().dueDate(),
                draft.step(),
                steps(draft),
                draft.content().review().stream().map(ReviewReason::words).toList(),
                draft.decidedBy());
    }

    Detail detail(StoredDraft draft) {
        StoredRun run = store.billing().billingRuns().find(draft.runId()).orElseThrow();
        return new Detail(
                item(draft),
                draft.content(),
                draft.original(),
                agreements.inWords(draft.agreementHash()),
                charge(draft),
                notes(run),
                proof(draft, run),
                history(draft));
    }

    /** Which line of the draft as it was made each of its lines comes from, from 1; below zero where split off that, 0 for none. */
    public List<Integer> origins(StoredDraft draft) {
        int now = draft.content().lines().size();
        return store.billing()
                .draftEdits()
                .last(draft.id())
                .map(StoredEdit::origins)
                .filter(origins -> origins.size() == now)
                .orElseGet(() -> IntStream.rangeClosed(1, now).boxed().toList());
    }

    /** What the client of the draft sees. */
    public Charge charge(StoredDraft draft) {
        return charges.apply(draft);
    }

    /** What the run of the draft left out, by reason, and what else it wanted people to know. */
    public List<String> notes(StoredDraft draft) {
        return notes(store.billing().billingRuns().find(draft.runId()).orElseThrow());
    }

    /** The proof of the draft's run, in lines. */
    public List<String> tieOut(StoredDraft draft) {
        StoredRun run = store.billing().billingRuns().find(draft.runId()).orElseThrow();
        return proof(draft, run).lines().toList();
    }

    /** It is that of the run; what reviewers changed since is told, as the draft no longer comes to what was billed then. */
    private static String proof(StoredDraft draft, StoredRun run) {
        String proof = DraftJson.tieOut(run.run().tieOut()).inWords();
        Draft made = draft.original();
        if (made == null || made.subtotal().equals(draft.content().subtotal())) {
            return proof;
        }
        return proof + "\nsince then reviewers changed this draft by "
                + draft.content().subtotal().minus(made.subtotal()) + ", from " + made.subtotal() + " to "
                + draft.content().subtotal();
    }

    /** What is on no draft of the run, added up by reason, and what the run wanted people to know. */
    private List<String> notes(StoredRun run) {
        List<String> notes = new ArrayList<>();
        notBilled(run.id()).forEach((what, sum) -> notes.add(sum + " not billed, " + what));
        DraftJson.notices(run.run().notices()).forEach(notice -> notes.add(notice.about() + ": " + notice.words()));
        store.billing().corrections().ofRun(run.id()).stream()
                .filter(each -> each.closedAt() == null)
                .map(DraftViews::inWords)
                .forEach(notes::add);
        return notes;
    }

    private static String inWords(StoredCorrection stored) {
        String what = "since " + stored.correction().because() + " was billed anew: "
                + stored.correction().words();
        return what
                + (stored.usedBy() != null
                        ? "; charged with a later bill"
                        : stored.correction().later() == Later.NEXT_BILL
                                ? "; the next bill charges it"
                                : "; a task for a person");
    }

    private Map<String, Sum> notBilled(long runId) {
        Map<String, Sum> sums = new TreeMap<>();
        for (NotBilledTable.Row row : store.billing().notBilled().ofRun(runId)) {
            String what = row.bucket().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + row.words();
            String currency = row.source().currency().getCurrencyCode();
            sums.merge(what, new Sum(1, row.hours(), row.worth(), currency), Sum::plus);
        }
        return sums;
    }

    private record Sum(int many, Hours hours, BigDecimal worth, String currency) {
        Sum plus(Sum other) {
            return new Sum(many + other.many, hours.plus(other.hours), worth.add(other.worth), currency);
        }

        @Override
        public String toString() {
            return Counted.of(many, "entry", "entries") + ", " + hours + " worth "
                    + CurrencyDigits.rounded(worth, currency).toPlainString();
        }
    }

    public List<Event> history(StoredDraft draft) {
        return history(draft.id());
    }

    List<Event> history(long id) {
        List<Event> history = new ArrayList<>();
        store.audit().ofDocument(Kind.DRAFT, id).forEach(event -> {
            String detail = event.detail();
            String what = event.event().replace('-', ' ');
            history.add(new Event(
                    event.at(), event.actor(), detail == null || detail.isEmpty() ? what : what + ": " + detail));
        });
        return history;
    }
}
