package org.harvestxero.billrun;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.BillReport;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.NotBilled;
import org.harvestxero.billing.engine.Reason;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.ReviewRule;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.DecisionTable.StoredDecision;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.StoredDraft;
import org.jspecify.annotations.Nullable;

/**
 * Bills marked work of one client by its agreement, as far as that can be done before the period is: the engine is asked twice, first with
 * all of it, to hear what it says of each, then with what ends up on a line as a whole. Belongs into one transaction.
 */
final class ReadyBiller {
    private static final String PERIOD = "Nothing: the bill of its period takes it along.";

    private final ConnectionStore store;
    private final BillingRequests requests;
    private final BillRunStore runs;
    private final DraftReviewCheck check;
    private final ReadyJudge judge;
    private final Clock clock;
    private final BillingEngine engine = new BillingEngine();

    /** @param since periods dated before are left to others; null for none */
    ReadyBiller(ConnectionStore store, DraftReviewCheck check, @Nullable LocalDate since, Clock clock) {
        this.store = store;
        this.requests = new BillingRequests(store);
        this.runs = new BillRunStore(store);
        this.check = check;
        this.judge = new ReadyJudge(store, since);
        this.clock = clock;
    }

    /**
     * What came of a client's marks.
     *
     * @param bill null when nothing is billed
     * @param runId that billed; null for none
     */
    record Outcome(BillReport.@Nullable Bill bill, @Nullable Long runId, Map<Work, ReadyRefusal> refused) {}

    /**
     * @param job without periods that matter; its agreement as it stands
     * @param marked all of this client
     * @param work the same, as the engine takes it
     * @param kept whether what is stored stays
     */
    Outcome bill(ClientBillJob job, Collection<ReadyWork> marked, ClientWork work, boolean kept, String who) {
        Map<Work, EntryState> states = new HashMap<>();
        store.billing().entryStates().ofClient(job.client().id()).forEach(state -> states.put(state.work(), state));
        Map<Work, ReadyRefusal> refused = new LinkedHashMap<>();
        Set<Work> taken = new HashSet<>();
        for (ReadyWork each : marked) {
            judge.refusal(each, job.agreement(), states)
                    .ifPresentOrElse(why -> refused.put(each.work(), why), () -> taken.add(each.work()));
        }
        if (!taken.isEmpty()) {
            BillingResult tried = result(job, work.limitedTo(taken));
            refused.putAll(unbilled(tried, job.agreement()));
            marked.forEach(each -> refused.computeIfPresent(each.work(), (same, why) -> why.withLock(each.shown())));
            taken.removeAll(refused.keySet());
        }
        return taken.isEmpty()
                ? new Outcome(null, null, refused)
                : stored(job, work.limitedTo(taken), refused, kept, who);
    }

    private Outcome stored(
            ClientBillJob job, ClientWork work, Map<Work, ReadyRefusal> refused, boolean kept, String who) {
        List<StoredDecision> decisions = decisions(job, work);
        BillingRequest request = request(job, work, decisions);
        BillingResult result = check.checked(engine.bill(request), job.agreement(), job.client());
        result = result.with(result.drafts().stream()
                .map(draft -> draft.alsoFor(new ReviewReason(
                        ReviewRule.When.MARKED_READY, "it bills work that was marked as ready in Harvest")))
                .toList());
        List<StoredDraft> drafts = runs.store(new BillRunStore.Outcome(
                        request,
                        result,
                        BillRunStore.agreement(job.version()),
                        BillingMode.LIVE,
                        decisions,
                        Map.of(),
                        List.of(),
                        who))
                .orElseThrow(() -> new IllegalStateException("marked work was billed by another process meanwhile"));
        BillReport.Outcome outcome = kept ? BillReport.Outcome.BILLED : BillReport.Outcome.TRIED;
        return new Outcome(
                BillReportBuilder.bill(job, result, outcome, drafts, kept, List.of()),
                drafts.isEmpty() ? null : drafts.get(0).runId(),
                refused);
    }

    private BillingResult result(ClientBillJob job, ClientWork work) {
        return engine.bill(request(job, work, decisions(job, work)));
    }

    private BillingRequest request(ClientBillJob job, ClientWork work, List<StoredDecision> decisions) {
        Instant now = clock.instant();
        DuePeriod period = job.agreement().calendar().ready(span(work), now);
        ClientBillJob single = new ClientBillJob(
                job.client(),
                job.currency(),
                job.version(),
                job.agreement().forSingleWork(),
                List.of(period),
                period.covered().start());
        return requests.make(single, period, work, decisions, List.of(), BillingMode.LIVE);
    }

    private static BillingPeriod span(ClientWork work) {
        List<LocalDate> days = new ArrayList<>();
        work.entries().forEach(entry -> days.add(entry.spentDate()));
        work.expenses().forEach(expense -> days.add(expense.spentDate()));
        days.sort(null);
        return new BillingPeriod(days.get(0), days.get(days.size() - 1));
    }

    /** Only those about this very work are used up by it. */
    private List<StoredDecision> decisions(ClientBillJob job, ClientWork work) {
        Set<Long> entries = new HashSet<>();
        work.entries().forEach(entry -> entries.add(entry.id()));
        Set<Long> expenses = new HashSet<>();
        work.expenses().forEach(expense -> expenses.add(expense.id()));
        return store.billing().decisions().open(job.client().id()).stream()
                .filter(each -> switch (each.decision().about()) {
                    case TIME_ENTRY -> entries.contains(each.decision().sourceId());
                    case EXPENSE -> expenses.contains(each.decision().sourceId());
                    case OVERAGE -> false;
                })
                .toList();
    }

    /** What is not on a line as a whole, or counts under something that only the bill of a period can settle. */
    private static Map<Work, ReadyRefusal> unbilled(BillingResult tried, Agreement agreement) {
        Map<Work, ReadyRefusal> refused = new LinkedHashMap<>();
        for (NotBilled rest : tried.notBilled()) {
            if (rest.bucket() != Bucket.WRITTEN_OFF || rest.reason() != Reason.AGREED_WRITE_OFF) {
                refused.putIfAbsent(Work.of(rest.source()), refusal(rest));
            }
        }
        Set<Work> billed = new HashSet<>();
        tried.drafts().stream().flatMap(draft -> draft.lines().stream()).forEach(line -> {
            for (LineSource part : line.sources()) {
                billed.add(Work.of(part.source()));
                underPeriod(line, part.source(), agreement)
                        .ifPresent(why -> refused.putIfAbsent(Work.of(part.source()), why));
            }
        });
        for (NotBilled rest : tried.notBilled()) {
            if (!billed.contains(Work.of(rest.source()))) {
                refused.putIfAbsent(Work.of(rest.source()), refusal(rest));
            }
        }
        return refused;
    }

    private static Optional<ReadyRefusal> underPeriod(DraftLine line, Source source, Agreement agreement) {
        return agreement.limits().caps().stream()
                .filter(cap -> cap.scope() == Cap.Scope.PERIOD && cap.holds(line.rule(), source.origin()))
                .findFirst()
                .map(cap -> ReadyRefusal.never(
                        "it counts under \"" + cap.name()
                                + "\", a cap of each period, so only the bill of its period can bill it",
                        PERIOD));
    }

    private static ReadyRefusal refusal(NotBilled rest) {
        return switch (rest.reason()) {
            case NO_CHARGE, AGREED_WRITE_OFF, SMALL_INVOICE, RETAINER, FIXED_FEE ->
                ReadyRefusal.never(rest.words(), PERIOD);
            case NON_BILLABLE, OUTSIDE_AGREEMENT, AFTER_PERIOD, BILLED_IN_HARVEST ->
                ReadyRefusal.never(rest.words(), "Nothing; take the mark off.");
            case NOT_APPROVED, TIMER_RUNNING ->
                ReadyRefusal.waiting(rest.words(), "Nothing: it is billed once it is approved and no timer runs.");
            case NO_RATE, NO_RULE, FIXED_FEE_PROJECT, OTHER_CURRENCY, EXPENSE_RULE ->
                ReadyRefusal.waiting(rest.words(), "Put the agreement, or the rate in Harvest, right.");
            default ->
                ReadyRefusal.waiting(
                        rest.words(), "Decide about it (review decide), or leave it to the bill of its period.");
        };
    }
}
