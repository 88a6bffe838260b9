package org.harvestxero.billrun;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Reason;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.AgreementVersionTable.StoredAgreement;
import org.harvestxero.store.billing.DecisionTable.StoredDecision;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.NotBilledTable;
import org.harvestxero.store.billing.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * Bills later runs once more with the work they met, in a transaction that is rolled back.
 */
final class LaterPeriodReplay {
    private static final Set<Reason> BY_BALANCE = Set.of(Reason.CAP, Reason.OVERAGE_NOT_APPROVED, Reason.SMALL_INVOICE);

    private final ConnectionStore store;
    private final BillingRequests billingRequests;
    private final BillRunStore billRunStore;
    private final ActiveAgreements activeAgreements;
    private final BillingEngine engine = new BillingEngine();

    LaterPeriodReplay(
            ConnectionStore store,
            BillingRequests billingRequests,
            BillRunStore billRunStore,
            ActiveAgreements activeAgreements) {
        this.store = store;
        this.billingRequests = billingRequests;
        this.billRunStore = billRunStore;
        this.activeAgreements = activeAgreements;
    }

    /** A later run with all it takes to reckon it again. */
    record Again(StoredRun run, ClientBillJob job, DuePeriod period, ClientWork work, List<StoredDecision> decisions) {}

    /** A run that was undone with its draft's rejection counted when the later ones were billed. */
    void asBilledFirst(@Nullable StoredRun old, List<StoredRun> later) {
        Instant undone = old == null ? null : old.undoneAt();
        if (old != null
                && undone != null
                && later.stream().noneMatch(run -> run.runAt().isAfter(undone))) {
            store.billing().billingRuns().redo(old.id());
        }
    }

    @Nullable
    Again again(ClientBillJob job, StoredRun run, ClientWork work, LaterPeriodEffects effects) {
        Optional<AgreementVersion> version = store.billing()
                .agreementVersions()
                .find(run.run().agreementHash())
                .map(kept -> activeAgreements.restore(kept.file(), kept.content()));
        if (version.isEmpty()) {
            effects.unknown(run, "the version of its agreement is not kept");
            return null;
        }
        Agreement agreement = version.get().in(job.currency());
        Optional<DuePeriod> period = agreement.calendar().named(run.run().period());
        if (period.isEmpty()) {
            effects.unknown(run, "its agreement has no such period");
            return null;
        }
        ClientBillJob of = new ClientBillJob(
                job.client(), job.currency(), version.get(), agreement, List.of(period.get()), job.floor());
        return new Again(
                run,
                of,
                period.get(),
                work.only(admitted(run)),
                store.billing().decisions().ofRun(run.id()));
    }

    /** What the run billed, settled, or left because of a balance. */
    private Set<Work> admitted(StoredRun run) {
        Set<Work> admitted = new HashSet<>();
        store.billing().drafts().ofRun(run.id()).stream()
                .filter(draft -> draft.state().holdsItsWork() || draft.state() == DraftState.SHADOW)
                .flatMap(draft -> draft.content().lines().stream())
                .flatMap(line -> line.sources().stream())
                .forEach(part -> admitted.add(Work.of(part.source())));
        for (NotBilledTable.Row row : store.billing().notBilled().ofRun(run.id())) {
            if (row.bucket().isSettled() || BY_BALANCE.contains(row.reason())) {
                admitted.add(row.work());
            }
        }
        return admitted;
    }

    Map<Long, BillingResult> reckoned(List<Again> runs, Runnable first) {
        Map<Long, BillingResult> results = new LinkedHashMap<>();
        store.rehearse(() -> {
            first.run();
            runs.forEach(again -> undo(again.run));
            for (Again again : runs) {
                BillingRequest request = billingRequests.make(
                        again.job,
                        again.period,
                        again.work,
                        again.decisions,
                        List.of(),
                        again.run.run().mode());
                BillingResult result = engine.bill(request);
                boolean stored = billRunStore
                        .store(new BillRunStore.Outcome(
                                request,
                                result,
                                stored(again.job.version()),
                                again.run.run().mode(),
                                again.decisions,
                                Map.of(),
                                List.of(),
                                "process"))
                        .isPresent();
                if (!stored) {
                    throw new IllegalStateException(
                            CorrectionRecorder.name(again.run) + " was billed by another process meanwhile");
                }
                results.put(again.run.id(), result);
            }
        });
        return results;
    }

    void undo(StoredRun run) {
        store.billing().draftWriter().takeBack(run.id());
        store.billing().billingRuns().undo(run.id());
        store.billing().entryStates().releaseRun(run.id(), "reckoned again");
        store.billing().decisions().reopen(run.id());
    }

    static StoredAgreement stored(AgreementVersion version) {
        return new StoredAgreement(version.hash(), version.file(), version.client(), version.content());
    }
}
