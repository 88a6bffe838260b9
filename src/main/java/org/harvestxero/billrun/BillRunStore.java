package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.engine.NotBilled;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.engine.Standing;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.AgreementVersionTable.StoredAgreement;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.BillingRunTable.NewRun;
import org.harvestxero.store.billing.CorrectionTable.StoredCorrection;
import org.harvestxero.store.billing.DecisionTable.StoredDecision;
import org.harvestxero.store.billing.DraftJson;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.EntryStateTable.EntryState;
import org.harvestxero.store.billing.EntryStateTable.State;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.WorkKind;
import org.harvestxero.store.copy.Kind;
import org.jspecify.annotations.Nullable;

/** Stores what a run came to. Belongs into the transaction that asked what is known, so that two runs never both count. */
final class BillRunStore {
    private final ConnectionStore store;

    BillRunStore(ConnectionStore store) {
        this.store = store;
    }

    /**
     * A run to be stored.
     *
     * @param decisions that were known to it
     * @param replaced drafts of the run it corrects, by their keys; empty for a first one
     * @param corrections of earlier periods that it charges
     */
    record Outcome(
            BillingRequest request,
            BillingResult result,
            StoredAgreement agreement,
            BillingMode mode,
            List<StoredDecision> decisions,
            Map<String, Long> replaced,
            List<StoredCorrection> corrections,
            String who) {}

    /** The stored drafts, in order of their keys; empty when the period was billed by somebody else meanwhile. */
    Optional<List<StoredDraft>> store(Outcome outcome) {
        BillingResult result = outcome.result();
        long client = outcome.request().client().id();
        store.agreementVersions().keep(outcome.agreement());
        Optional<Long> stored = store.billingRuns().add(run(outcome));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        long run = stored.get();
        List<StoredDraft> drafts = new ArrayList<>();
        for (Draft draft : result.drafts()) {
            long id = store.draftWriter()
                    .add(
                            run,
                            client,
                            stateOf(draft, outcome.mode()),
                            draft,
                            outcome.agreement().hash(),
                            outcome.replaced().get(draft.key()));
            drafts.add(store.drafts().find(id).orElseThrow());
        }
        store.notBilled().add(run, result.notBilled());
        if (outcome.mode() != BillingMode.TRIAL) {
            store.balanceMovements().add(client, run, result.movements());
            store.entryStates().putAll(states(outcome, run));
            outcome.decisions().forEach(decision -> store.decisions().use(decision.id(), run));
            outcome.corrections()
                    .forEach(each -> store.corrections()
                            .use(each.id(), run, each.correction().draftKey()));
        }
        drafts.forEach(
                draft -> store.audit().add(outcome.who(), Kind.DRAFT, draft.id(), "drafted", told(draft, outcome)));
        return Optional.of(drafts);
    }

    private static DraftState stateOf(Draft draft, BillingMode mode) {
        return mode != BillingMode.LIVE
                ? DraftState.SHADOW
                : draft.needsReview() ? DraftState.REVIEW : DraftState.APPROVED;
    }

    private static String told(StoredDraft draft, Outcome outcome) {
        return draft.clientName() + ", " + draft.period() + ", "
                + draft.content().subtotal() + " before tax, by "
                + outcome.agreement().file()
                + (draft.content().needsReview()
                        ? "; for review: " + draft.content().review().get(0).words()
                        : "");
    }

    private NewRun run(Outcome outcome) {
        BillingRequest request = outcome.request();
        BillingResult result = outcome.result();
        long client = request.client().id();
        String period = result.period().label();
        return new NewRun(
                client,
                request.client().name(),
                period,
                result.period().covered().start(),
                result.period().covered().end(),
                outcome.mode(),
                store.billingRuns().nextCorrection(client, period, outcome.mode()),
                outcome.agreement().hash(),
                request.billedIn().getCurrencyCode(),
                result.total(request.billedIn()).amount(),
                DraftJson.write(result.tieOut()),
                DraftJson.write(result.notices()),
                outcome.who());
    }

    /** What became of one, gathered from the drafts and the rest. */
    private static final class Fate {
        private final Source source;
        private Hours settled = Hours.ZERO;
        private boolean billed;
        private @Nullable NotBilled rest;

        Fate(Source source) {
            this.source = source;
        }

        State state() {
            NotBilled beside = rest;
            if (beside != null && beside.bucket() == Bucket.HELD) {
                return State.HELD;
            }
            if (beside != null && beside.bucket() == Bucket.CARRIED) {
                return State.CARRIED;
            }
            if (billed || beside == null) {
                return State.BILLED;
            }
            return beside.bucket() == Bucket.COVERED ? State.COVERED : State.WRITTEN_OFF;
        }
    }

    private static List<EntryState> states(Outcome outcome, long run) {
        Map<Work, Fate> fates = fates(outcome.result());
        Map<Work, String> prints = new HashMap<>();
        Map<Work, BigDecimal> worths = new HashMap<>();
        for (TimeEntry entry : outcome.request().entries()) {
            Rate rate = entry.billableRate();
            Work work = new Work(WorkKind.TIME_ENTRY, entry.id());
            prints.put(work, WorkFingerprint.of(entry));
            worths.put(work, rate == null ? BigDecimal.ZERO : rate.worth(entry.hours()));
        }
        for (Expense expense : outcome.request().expenses()) {
            Work work = new Work(WorkKind.EXPENSE, expense.id());
            prints.put(work, WorkFingerprint.of(expense));
            worths.put(work, expense.cost().amount());
        }
        Map<Long, Standing> before = outcome.request().known().standings().entries();
        long client = outcome.request().client().id();
        List<EntryState> states = new ArrayList<>();
        fates.forEach((work, fate) -> {
            NotBilled rest = fate.rest;
            Standing earlier = work.kind() == WorkKind.TIME_ENTRY ? before.get(work.id()) : null;
            states.add(new EntryState(
                    work,
                    client,
                    day(fate),
                    fate.state(),
                    earlier == null ? fate.settled : fate.settled.plus(earlier.settled()),
                    rest != null && rest.overageOf() != null
                            ? rest.overageOf()
                            : earlier == null ? null : earlier.overageOf(),
                    rest == null ? null : rest.reason().name(),
                    rest == null ? null : rest.words(),
                    run,
                    updated(fate),
                    Objects.requireNonNull(worths.get(work)),
                    Objects.requireNonNull(prints.get(work)),
                    null));
        });
        return states;
    }

    private static LocalDate day(Fate fate) {
        return fate.source.spentDate();
    }

    private static Instant updated(Fate fate) {
        return fate.source.updatedAt();
    }

    private static Map<Work, Fate> fates(BillingResult result) {
        Map<Work, Fate> fates = new LinkedHashMap<>();
        for (Draft draft : result.drafts()) {
            for (var line : draft.lines()) {
                for (var part : line.sources()) {
                    Fate fate = fate(fates, part.source());
                    fate.billed = true;
                    if (line.kind() != LineKind.DISCOUNT) {
                        fate.settled = fate.settled.plus(part.hours());
                    }
                }
            }
        }
        for (NotBilled rest : result.notBilled()) {
            if (rest.bucket() == Bucket.NOT_BILLABLE || rest.bucket() == Bucket.OUTSIDE) {
                continue;
            }
            Fate fate = fate(fates, rest.source());
            if (rest.bucket().isSettled()) {
                fate.settled = fate.settled.plus(rest.hours());
            }
            if (fate.rest == null || fate.rest.bucket().isSettled()) {
                fate.rest = rest;
            }
        }
        return fates;
    }

    private static Fate fate(Map<Work, Fate> fates, Source source) {
        return fates.computeIfAbsent(new Work(WorkKind.of(source.kind()), source.id()), first -> new Fate(source));
    }
}
