package org.harvestxero.billrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Header;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest.Manner;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.finalize.DraftReleaseListener;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.CorrectionTable.Later;
import org.harvestxero.store.billing.StoredRun;
import org.harvestxero.store.database.DatabaseTrouble;
import org.jspecify.annotations.Nullable;

/** Bills one client: each period in a transaction of its own, from what is known to what is stored. */
public final class ClientBiller {

    private final ConnectionStore store;
    private final BillRefusals refusals;
    private final BillingRequests billingRequests;
    private final BillRunStore billRunStore;
    private final LaterPeriodCorrections laterPeriodCorrections;
    private final BillingEngine engine = new BillingEngine();
    private final PeriodBiller periodBiller;

    /**
     * @param queuedDrafts lets later drafts go on that waited behind earlier ones
     * @param activeAgreements gives back versions that earlier periods were billed by
     * @param replacementDates dates invoices that replace others
     * @param check looks at what the engine made
     * @param draftReleaseListener keeps what drafts come to that go straight through
     * @param later what becomes of differences of later periods
     */
    public ClientBiller(
            ConnectionStore store,
            BillingFailures failures,
            QueuedDrafts queuedDrafts,
            ActiveAgreements activeAgreements,
            ReplacementDates replacementDates,
            DraftReviewCheck check,
            DraftReleaseListener draftReleaseListener,
            Later later) {
        this.store = store;
        this.refusals = new BillRefusals(failures);
        this.billingRequests = new BillingRequests(store);
        this.billRunStore = new BillRunStore(store);
        this.laterPeriodCorrections =
                new LaterPeriodCorrections(store, billingRequests, billRunStore, activeAgreements, failures, later);
        this.periodBiller = new PeriodBiller(
                store, billingRequests, billRunStore, queuedDrafts, replacementDates, check, draftReleaseListener);
    }

    /** Bills the client's periods, oldest first; the first that fails stops the later ones, which build on it. */
    public void bill(ClientBillJob job, @Header(BillRun.HEADER) BillRun round) {
        round.begin(job);
        if (round.request().manner() == Manner.DRY_RUN) {
            List<BillReport.Bill> shown = new ArrayList<>();
            store.rehearse(() -> periods(job, round, shown::add));
            shown.forEach(round::add);
        } else {
            periods(job, round, round::add);
        }
    }

    private void periods(ClientBillJob job, BillRun round, Consumer<BillReport.Bill> taker) {
        @Nullable ClientWork work = null;
        for (DuePeriod period : job.periods()) {
            if (round.isStopped()) {
                return;
            }
            try {
                if (work == null) {
                    work = ClientWork.of(job.client().id(), round.work())
                            .unbilled(
                                    store.billing().marks().byHand(job.client().id()));
                }
                taker.accept(billed(job, period, work, round));
                refusals.settled(job, round);
            } catch (RuntimeException e) {
                DatabaseTrouble.throwOn(e);
                refusals.refuse(job, period, round, e);
                return;
            }
        }
    }

    /** Who else has the period: nobody, a run that may be done over, or one that stands. */
    private enum Before {
        NONE,
        DO_OVER,
        STANDS
    }

    private BillReport.Bill billed(ClientBillJob job, DuePeriod period, ClientWork work, BillRun round) {
        boolean dry = round.request().manner() == Manner.DRY_RUN;
        Optional<StoredRun> standing =
                store.billing().billingRuns().standing(job.client().id(), period.label());
        BillingMode mode = mode(job.version(), round);
        Before before = standing.map(run -> before(run, mode, round)).orElse(Before.NONE);
        if (before == Before.DO_OVER
                && !dry
                && stillNothingToCharge(job, period, work, standing.orElseThrow(), round)) {
            before = Before.STANDS;
        }
        return billed(job, period, work, standing, before, mode, round);
    }

    /** A period without drafts is done over only when there would be one now, so that asking twice adds nothing. */
    private boolean stillNothingToCharge(
            ClientBillJob job, DuePeriod period, ClientWork work, StoredRun standing, BillRun round) {
        if (!store.billing().drafts().ofRun(standing.id()).isEmpty()) {
            return false;
        }
        List<BillReport.Bill> bill = new ArrayList<>();
        store.rehearse(() -> bill.add(periodBiller.compared(job, period, work, standing, round)));
        return bill.get(0).drafts().isEmpty();
    }

    private BillReport.Bill billed(
            ClientBillJob job,
            DuePeriod period,
            ClientWork work,
            Optional<StoredRun> standing,
            Before before,
            BillingMode mode,
            BillRun round) {
        boolean dry = round.request().manner() == Manner.DRY_RUN;
        List<BillReport.Bill> bill = new ArrayList<>();
        Runnable run = () -> bill.add(
                before == Before.STANDS
                        ? periodBiller.compared(job, period, work, standing.orElseThrow(), round)
                        : periodBiller.stored(job, period, work, standing, mode, round));
        if (dry) {
            run.run();
        } else if (before == Before.STANDS) {
            store.rehearse(run);
        } else if (mode == BillingMode.TRIAL) {
            store.inTransaction(run);
        } else {
            StoredRun old = store.billing()
                    .billingRuns()
                    .last(job.client().id(), period.label())
                    .orElse(null);
            LaterPeriodEffects effects = laterPeriodCorrections.of(
                    job, period, work, old, () -> periodBiller.run(job, period, work, standing, mode, "process"));
            store.inTransaction(() -> {
                run.run();
                if (old != null) {
                    laterPeriodCorrections.replaced(old, period);
                }
                bill.set(0, bill.get(0).noting(laterPeriodCorrections.record(job, effects, period)));
            });
        }
        return bill.get(0);
    }

    private static BillingMode mode(AgreementVersion version, BillRun round) {
        if (version.isShadow()) {
            return BillingMode.SHADOW;
        }
        return round.request().manner() == Manner.SHADOW ? BillingMode.TRIAL : BillingMode.LIVE;
    }

    /** A person who names the period may have it billed anew when nothing of the first bill is left, or it was never meant to leave. */
    private Before before(StoredRun run, BillingMode mode, BillRun round) {
        boolean asked = round.request().period() != null && mode == BillingMode.LIVE;
        boolean nothingLeft = run.run().mode() == BillingMode.SHADOW
                || store.billing().drafts().ofRun(run.id()).stream()
                        .noneMatch(draft -> draft.state().holdsItsWork());
        return asked && nothingLeft ? Before.DO_OVER : Before.STANDS;
    }
}
