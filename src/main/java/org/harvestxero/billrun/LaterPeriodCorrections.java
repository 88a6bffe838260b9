package org.harvestxero.billrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.CorrectionTable.Later;
import org.harvestxero.store.billing.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the chain of balances whole when a period is billed anew: every later period is reckoned twice with the work it met, once by
 * what was left for it before and once by what is left now. What differs is told to a person or charged with the next bill, and what
 * the later periods drew on the balances is set right.
 *
 * <p>Both times the work is as Harvest shows it now, so that a change of that work alone makes no difference here: it is told by
 * whoever compares billed work.
 */
final class LaterPeriodCorrections {
    private final ConnectionStore store;
    private final CorrectionRecorder recorder;
    private final LaterPeriodReplay replay;

    LaterPeriodCorrections(
            ConnectionStore store,
            BillingRequests billingRequests,
            BillRunStore billRunStore,
            ActiveAgreements activeAgreements,
            BillingFailures tasks,
            Later later) {
        this.store = store;
        this.recorder = new CorrectionRecorder(store, tasks, later);
        this.replay = new LaterPeriodReplay(store, billingRequests, billRunStore, activeAgreements);
    }

    /**
     * What billing the period anew does to later ones; leaves no trace.
     *
     * @param work all that was read of the client's, also of the later periods
     * @param old the run that the period is billed anew for; null for a first bill
     * @param anew bills the period anew; run in a transaction that is rolled back
     */
    LaterPeriodEffects of(
            ClientBillJob job, DuePeriod period, ClientWork work, @Nullable StoredRun old, Runnable anew) {
        LaterPeriodEffects effects = new LaterPeriodEffects();
        List<StoredRun> runs = after(job, period);
        if (runs.isEmpty() || !movesBalances(job, period)) {
            return effects;
        }
        List<LaterPeriodReplay.Again> known = new ArrayList<>();
        for (StoredRun run : runs) {
            LaterPeriodReplay.Again again = replay.again(job, run, work, effects);
            if (again == null) {
                break;
            }
            known.add(again);
        }
        Map<Long, BillingResult> before = replay.reckoned(known, () -> replay.asBilledFirst(old, runs));
        Map<Long, BillingResult> now = replay.reckoned(known, anew);
        for (LaterPeriodReplay.Again again : known) {
            compare(again.run(), before, now, effects);
        }
        return effects;
    }

    private static void compare(
            StoredRun run, Map<Long, BillingResult> before, Map<Long, BillingResult> now, LaterPeriodEffects effects) {
        BillingResult was =
                Objects.requireNonNull(before.get(run.id()), run.run().period());
        BillingResult is = now.get(run.id());
        if (is == null) {
            throw new IllegalStateException(run.run().period() + " was not reckoned again");
        }
        List<LaterPeriodDifferences.Part> parts = LaterPeriodDifferences.between(was, is);
        if (!parts.isEmpty() || !was.movements().equals(is.movements())) {
            effects.changed(run, is, parts);
        }
    }

    /** The runs of periods after this one that count, oldest first. */
    List<StoredRun> after(ClientBillJob job, DuePeriod period) {
        return PeriodRuns.of(store, job.client().id())
                .filter(run -> run.run().mode() != BillingMode.TRIAL)
                .filter(run -> run.run().start().isAfter(period.covered().start()))
                .toList();
    }

    private boolean movesBalances(ClientBillJob job, DuePeriod period) {
        return store.billing().balanceMovements().ofClient(job.client().id()).stream()
                .anyMatch(
                        moved -> !moved.periodStart().isBefore(period.covered().start()));
    }

    /**
     * Records what was found, in the transaction that stores the new bill; gives a sentence for each.
     *
     * @param because the period that was billed anew
     */
    List<String> record(ClientBillJob job, LaterPeriodEffects effects, DuePeriod because) {
        return recorder.record(job, effects, because);
    }

    /** A run was billed anew: what was found about it before is part of the new bill. */
    void replaced(StoredRun run, DuePeriod period) {
        recorder.replaced(run, period);
    }
}
