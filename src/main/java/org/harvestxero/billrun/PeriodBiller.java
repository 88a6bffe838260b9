package org.harvestxero.billrun;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest.Manner;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.finalize.DraftReleaseListener;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BalanceMovementTable.StoredMovement;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.DecisionTable.StoredDecision;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredCorrection;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.StoredRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bills one period of one client with the engine and stores what it came to, or compares that with what was billed.
 */
final class PeriodBiller {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodBiller.class);

    private final ConnectionStore store;
    private final BillingRequests billingRequests;
    private final BillRunStore billRunStore;
    private final QueuedDrafts queuedDrafts;
    private final ReplacementDates replacementDates;
    private final DraftReviewCheck check;
    private final DraftReleaseListener draftReleaseListener;
    private final OpenCorrections openCorrections;
    private final BillingEngine engine = new BillingEngine();

    PeriodBiller(
            ConnectionStore store,
            BillingRequests billingRequests,
            BillRunStore billRunStore,
            QueuedDrafts queuedDrafts,
            ReplacementDates replacementDates,
            DraftReviewCheck check,
            DraftReleaseListener draftReleaseListener) {
        this.store = store;
        this.openCorrections = new OpenCorrections(store);
        this.billingRequests = billingRequests;
        this.billRunStore = billRunStore;
        this.queuedDrafts = queuedDrafts;
        this.replacementDates = replacementDates;
        this.check = check;
        this.draftReleaseListener = draftReleaseListener;
    }

    BillReport.Bill stored(
            ClientBillJob job,
            DuePeriod period,
            ClientWork work,
            Optional<StoredRun> undone,
            BillingMode mode,
            BillRun round) {
        boolean dry = round.request().manner() == Manner.DRY_RUN;
        Stored stored = run(job, period, work, undone, mode, round.who());
        if (mode == BillingMode.LIVE) {
            stored.drafts.stream()
                    .filter(draft -> draft.state() == DraftState.APPROVED)
                    .forEach(draftReleaseListener::byItself);
            queuedDrafts.settle(job.client().id(), null);
        }
        if (!dry) {
            LOG.info(
                    "Billed {}: {}, drafts: {}, {} ({})",
                    ClientBillJob.named(job.client(), period),
                    stored.result.tieOut().billed(),
                    stored.drafts.size(),
                    mode.code(),
                    job.version().file());
        }
        BillReport.Outcome outcome = dry || mode == BillingMode.TRIAL
                ? BillReport.Outcome.TRIED
                : mode == BillingMode.SHADOW ? BillReport.Outcome.SHADOWED : BillReport.Outcome.BILLED;
        return BillReportBuilder.bill(job, stored.result, outcome, stored.drafts, !dry, List.of());
    }

    /** What a run came to, with its drafts in the same order. */
    private record Stored(BillingResult result, List<StoredDraft> drafts) {}

    Stored run(
            ClientBillJob job,
            DuePeriod period,
            ClientWork work,
            Optional<StoredRun> undone,
            BillingMode mode,
            String who) {
        Map<String, Long> replaced = new HashMap<>();
        List<StoredDraft> old =
                undone.map(run -> store.billing().drafts().ofRun(run.id())).orElse(List.of());
        old.forEach(draft -> replaced.put(draft.content().key(), draft.id()));
        undone.ifPresent(run -> undo(run, "billed again"));
        List<StoredDecision> decisions =
                store.billing().decisions().open(job.client().id());
        List<StoredCorrection> corrections = openCorrections.chargedIn(job, period, mode);
        BillingRequest request = billingRequests.make(job, period, work, decisions, corrections, mode);
        BillingResult result = check.checked(engine.bill(request), job.agreement(), job.client());
        if (old.stream().anyMatch(draft -> draft.state() == DraftState.CREDITED)) {
            result = replacementDates.dated(result, job.agreement().calendar());
        }
        List<StoredDraft> drafts = billRunStore
                .store(new BillRunStore.Outcome(
                        request,
                        result,
                        BillRunStore.agreement(job.version()),
                        mode,
                        decisions,
                        replaced,
                        corrections,
                        who))
                .orElseThrow(() -> new IllegalStateException("it was billed by another process meanwhile"));
        return new Stored(result, drafts);
    }

    /** Only inside a transaction that is rolled back. */
    BillReport.Bill compared(ClientBillJob job, DuePeriod period, ClientWork work, StoredRun standing, BillRun round) {
        List<StoredDraft> before = store.billing().drafts().ofRun(standing.id());
        List<Movement> moved = store
                .billing()
                .balanceMovements()
                .ofClient(job.client().id())
                .stream()
                .filter(each -> each.runId() == standing.id())
                .map(StoredMovement::movement)
                .toList();
        ClientWork open = work.unbilled(store.billing().entryStates().ofRun(standing.id()));
        store.billing().draftWriter().takeBack(standing.id());
        undo(standing, "compared");
        List<StoredDecision> decisions =
                store.billing().decisions().open(job.client().id());
        List<StoredCorrection> corrections =
                openCorrections.chargedIn(job, period, standing.run().mode());
        BillingRequest request = billingRequests.make(job, period, open, decisions, corrections, BillingMode.LIVE);
        BillingResult result = check.checked(engine.bill(request), job.agreement(), job.client());
        List<StoredDraft> drafts = billRunStore
                .store(new BillRunStore.Outcome(
                        request,
                        result,
                        BillRunStore.agreement(job.version()),
                        BillingMode.LIVE,
                        decisions,
                        Map.of(),
                        List.of(),
                        round.who()))
                .orElseThrow();
        return BillReportBuilder.bill(
                job,
                result,
                BillReport.Outcome.COMPARED,
                drafts,
                false,
                BillDifferences.of(
                        before.stream()
                                .filter(draft ->
                                        draft.state() != DraftState.REJECTED && draft.state() != DraftState.CREDITED)
                                .toList(),
                        moved,
                        result));
    }

    void undo(StoredRun run, String why) {
        if (run.run().mode() == BillingMode.SHADOW) {
            store.billing().draftWriter().takeBack(run.id());
        }
        store.billing().billingRuns().undo(run.id());
        store.billing().entryStates().releaseRun(run.id(), why);
        store.billing().decisions().reopen(run.id());
    }
}
