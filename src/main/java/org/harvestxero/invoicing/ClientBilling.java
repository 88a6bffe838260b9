package org.harvestxero.invoicing;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Header;
import org.harvestxero.agreements.AgreementVersion;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.DoesNotTieException;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.handover.Letting;
import org.harvestxero.invoicing.LaterPeriods.Effects;
import org.harvestxero.ledger.AgreementVersions.StoredAgreement;
import org.harvestxero.ledger.BalanceMovements.StoredMovement;
import org.harvestxero.ledger.BillingMode;
import org.harvestxero.ledger.BillingRuns.StoredRun;
import org.harvestxero.ledger.Corrections.Later;
import org.harvestxero.ledger.Corrections.StoredCorrection;
import org.harvestxero.ledger.DatabaseTrouble;
import org.harvestxero.ledger.DecisionTable.StoredDecision;
import org.harvestxero.ledger.DraftState;
import org.harvestxero.ledger.Drafts.StoredDraft;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.harvestxero.operations.BillReport;
import org.harvestxero.operations.BillRequest.Manner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bills one client: each period in a transaction of its own, from what is known to what is stored. */
public final class ClientBilling {
    private static final Logger LOG = LoggerFactory.getLogger(ClientBilling.class);

    private final String connection;
    private final Ledger ledger;
    private final BillingTasks tasks;
    private final Requests requests;
    private final RunStore store;
    private final Behind behind;
    private final Replacement replacement;
    private final LaterPeriods laterPeriods;
    private final DraftCheck check;
    private final Letting letting;
    private final BillingEngine engine = new BillingEngine();

    /**
     * @param behind lets later drafts go on that waited behind earlier ones
     * @param agreements gives back versions that earlier periods were billed by
     * @param replacement dates invoices that replace others
     * @param check looks at what the engine made
     * @param letting keeps what drafts come to that go straight through
     * @param later what becomes of differences of later periods
     */
    ClientBilling(
            String connection,
            Ledger ledger,
            BillingTasks tasks,
            Behind behind,
            Agreements agreements,
            Replacement replacement,
            DraftCheck check,
            Letting letting,
            Later later) {
        this.connection = connection;
        this.ledger = ledger;
        this.tasks = tasks;
        this.requests = new Requests(connection, ledger);
        this.store = new RunStore(connection, ledger);
        this.behind = behind;
        this.replacement = replacement;
        this.laterPeriods = new LaterPeriods(connection, ledger, requests, store, agreements, tasks, later);
        this.check = check;
        this.letting = letting;
    }

    /** Bills the client's periods, oldest first; the first that fails stops the later ones, which build on it. */
    public void bill(ClientJob job, @Header(BillingRound.HEADER) BillingRound round) {
        if (round.request().manner() == Manner.DRY_RUN) {
            List<BillReport.Bill> shown = new ArrayList<>();
            ledger.rehearse(() -> periods(job, round, shown::add));
            shown.forEach(round::add);
        } else {
            periods(job, round, round::add);
        }
    }

    /** Where a finished bill goes. */
    private interface Taker {
        void take(BillReport.Bill bill);
    }

    private void periods(ClientJob job, BillingRound round, Taker taker) {
        @Nullable ClientWork work = null;
        for (DuePeriod period : job.periods()) {
            if (round.isStopped()) {
                return;
            }
            try {
                if (work == null) {
                    work = read(job, round.work());
                }
                taker.take(billed(job, period, work, round));
                settled(job, round);
            } catch (RuntimeException e) {
                DatabaseTrouble.throwOn(e);
                refuse(job, period, round, e);
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

    private BillReport.Bill billed(ClientJob job, DuePeriod period, ClientWork work, BillingRound round) {
        boolean dry = round.request().manner() == Manner.DRY_RUN;
        Optional<StoredRun> standing =
                ledger.billingRuns().standing(connection, job.client().id(), period.label());
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
            ClientJob job, DuePeriod period, ClientWork work, StoredRun standing, BillingRound round) {
        if (!ledger.drafts().ofRun(connection, standing.id()).isEmpty()) {
            return false;
        }
        List<BillReport.Bill> bill = new ArrayList<>();
        ledger.rehearse(() -> bill.add(compared(job, period, work, standing, round)));
        return bill.get(0).drafts().isEmpty();
    }

    private BillReport.Bill billed(
            ClientJob job,
            DuePeriod period,
            ClientWork work,
            Optional<StoredRun> standing,
            Before before,
            BillingMode mode,
            BillingRound round) {
        boolean dry = round.request().manner() == Manner.DRY_RUN;
        List<BillReport.Bill> bill = new ArrayList<>();
        Runnable run = () -> bill.add(
                before == Before.STANDS
                        ? compared(job, period, work, standing.orElseThrow(), round)
                        : stored(job, period, work, standing, mode, round));
        if (dry) {
            run.run();
        } else if (before == Before.STANDS) {
            ledger.rehearse(run);
        } else if (mode == BillingMode.TRIAL) {
            ledger.inTransaction(run);
        } else {
            StoredRun old = ledger.billingRuns()
                    .last(connection, job.client().id(), period.label())
                    .orElse(null);
            Effects effects =
                    laterPeriods.of(job, period, work, old, () -> run(job, period, work, standing, mode, "process"));
            ledger.inTransaction(() -> {
                run.run();
                if (old != null) {
                    laterPeriods.replaced(old, period);
                }
                bill.set(0, bill.get(0).noting(laterPeriods.record(job, effects, period)));
            });
        }
        return bill.get(0);
    }

    private static BillingMode mode(AgreementVersion version, BillingRound round) {
        if (version.isShadow()) {
            return BillingMode.SHADOW;
        }
        return round.request().manner() == Manner.SHADOW ? BillingMode.TRIAL : BillingMode.LIVE;
    }

    /** A person who names the period may have it billed anew when nothing of the first bill is left, or it was never meant to leave. */
    private Before before(StoredRun run, BillingMode mode, BillingRound round) {
        boolean asked = round.request().period() != null && mode == BillingMode.LIVE;
        boolean nothingLeft = run.run().mode() == BillingMode.SHADOW
                || ledger.drafts().ofRun(connection, run.id()).stream()
                        .noneMatch(draft -> draft.state().holdsItsWork());
        return asked && nothingLeft ? Before.DO_OVER : Before.STANDS;
    }

    private BillReport.Bill stored(
            ClientJob job,
            DuePeriod period,
            ClientWork work,
            Optional<StoredRun> undone,
            BillingMode mode,
            BillingRound round) {
        boolean dry = round.request().manner() == Manner.DRY_RUN;
        Stored stored = run(job, period, work, undone, mode, round.who());
        if (mode == BillingMode.LIVE) {
            stored.drafts.stream()
                    .filter(draft -> draft.state() == DraftState.APPROVED)
                    .forEach(letting::byItself);
            behind.settle(job.client().id(), null);
        }
        if (!dry) {
            LOG.info(
                    "Billed {}: {}, drafts: {}, {} ({})",
                    ClientJob.named(job.client(), period),
                    stored.result.tieOut().billed(),
                    stored.drafts.size(),
                    mode.word(),
                    job.version().file());
        }
        BillReport.Outcome outcome = dry || mode == BillingMode.TRIAL
                ? BillReport.Outcome.TRIED
                : mode == BillingMode.SHADOW ? BillReport.Outcome.SHADOWED : BillReport.Outcome.BILLED;
        return BillViews.bill(job, stored.result, outcome, stored.drafts, !dry, List.of());
    }

    /** What a run came to, with its drafts in the same order. */
    private record Stored(BillingResult result, List<StoredDraft> drafts) {}

    private Stored run(
            ClientJob job,
            DuePeriod period,
            ClientWork work,
            Optional<StoredRun> undone,
            BillingMode mode,
            String who) {
        Map<String, Long> replaced = new HashMap<>();
        List<StoredDraft> old =
                undone.map(run -> ledger.drafts().ofRun(connection, run.id())).orElse(List.of());
        old.forEach(draft -> replaced.put(draft.content().key(), draft.id()));
        undone.ifPresent(run -> undo(run, "billed again"));
        List<StoredDecision> decisions =
                ledger.decisions().open(connection, job.client().id());
        List<StoredCorrection> corrections = corrections(job, period, mode);
        BillingRequest request = requests.make(job, period, work, decisions, corrections, mode);
        BillingResult result = check.checked(engine.bill(request), job.agreement(), job.client());
        if (old.stream().anyMatch(draft -> draft.state() == DraftState.CREDITED)) {
            result = replacement.dated(result, job.agreement().calendar());
        }
        List<StoredDraft> drafts = store.store(new RunStore.Outcome(
                        request, result, stored(job.version()), mode, decisions, replaced, corrections, who))
                .orElseThrow(() -> new IllegalStateException("it was billed by another process meanwhile"));
        return new Stored(result, drafts);
    }

    /** What is charged in another currency, or balances another that is open as well, waits. */
    private List<StoredCorrection> corrections(ClientJob job, DuePeriod period, BillingMode mode) {
        if (mode != BillingMode.LIVE) {
            return List.of();
        }
        Currency billedIn = job.agreement().currency() == null
                ? job.currency()
                : job.agreement().currency();
        List<StoredCorrection> open = ledger.corrections()
                .toBill(connection, job.client().id(), period.covered().start());
        Set<Long> ids = open.stream().map(StoredCorrection::id).collect(Collectors.toSet());
        Set<Long> balanced = open.stream()
                .map(StoredCorrection::givesBack)
                .filter(ids::contains)
                .collect(Collectors.toSet());
        return open.stream()
                .filter(each -> each.correction().amount().currency().equals(billedIn))
                .filter(each -> !balanced.contains(each.id()) && !balanced.contains(each.givesBack()))
                .toList();
    }

    /** Only inside a transaction that is rolled back. */
    private BillReport.Bill compared(
            ClientJob job, DuePeriod period, ClientWork work, StoredRun standing, BillingRound round) {
        List<StoredDraft> before = ledger.drafts().ofRun(connection, standing.id());
        List<Movement> moved = ledger
                .balanceMovements()
                .ofClient(connection, job.client().id())
                .stream()
                .filter(each -> each.runId() == standing.id())
                .map(StoredMovement::movement)
                .toList();
        ClientWork open = work.unbilled(ledger.entryStates().ofRun(standing.id()));
        ledger.drafts().takeBack(standing.id());
        undo(standing, "compared");
        List<StoredDecision> decisions =
                ledger.decisions().open(connection, job.client().id());
        List<StoredCorrection> corrections =
                corrections(job, period, standing.run().mode());
        BillingRequest request = requests.make(job, period, open, decisions, corrections, BillingMode.LIVE);
        BillingResult result = check.checked(engine.bill(request), job.agreement(), job.client());
        List<StoredDraft> drafts = store.store(new RunStore.Outcome(
                        request,
                        result,
                        stored(job.version()),
                        BillingMode.LIVE,
                        decisions,
                        Map.of(),
                        List.of(),
                        round.who()))
                .orElseThrow();
        return BillViews.bill(
                job,
                result,
                BillReport.Outcome.COMPARED,
                drafts,
                false,
                BillViews.differences(
                        before.stream()
                                .filter(draft ->
                                        draft.state() != DraftState.REJECTED && draft.state() != DraftState.CREDITED)
                                .toList(),
                        moved,
                        result));
    }

    private void undo(StoredRun run, String why) {
        if (run.run().mode() == BillingMode.SHADOW) {
            ledger.drafts().takeBack(run.id());
        }
        ledger.billingRuns().undo(run.id());
        ledger.entryStates().releaseRun(connection, run.id(), why);
        ledger.decisions().reopen(run.id());
    }

    /** A thing of Harvest's that can't be read. */
    private static final class UnreadableWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String work;

        UnreadableWork(String work, String words) {
            super(words);
            this.work = work;
        }
    }

    private static ClientWork read(ClientJob job, WorkRead work) {
        long client = job.client().id();
        work.unreadable(client).ifPresent(each -> {
            throw new UnreadableWork(each.what(), each.words());
        });
        return new ClientWork(List.copyOf(work.entries(client)), List.copyOf(work.expenses(client)));
    }

    /** Nothing of the period is stored; a task says why, and the report. */
    private void refuse(ClientJob job, DuePeriod period, BillingRound round, RuntimeException failure) {
        String name = ClientJob.named(job.client(), period);
        Problem problem = problem(name, failure);
        LOG.warn("{} Nothing of it is stored.", problem.sentence());
        if (!(failure instanceof UnreadableWork) && !(failure instanceof DoesNotTieException)) {
            LOG.error("{} was not billed", name, failure);
        }
        if (round.request().manner() == Manner.FOR_REAL) {
            tasks.client(job.client().id(), name, problem);
        }
        round.refuse(new BillReport.Refused(name, problem.sentence(), problem.remedy()));
    }

    private static Problem problem(String name, RuntimeException failure) {
        String words = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (failure instanceof UnreadableWork unreadable) {
            return Problem.of(CauseCode.BILL_WORK_UNREADABLE, name)
                    .with("work", unreadable.work)
                    .with("words", words);
        }
        return failure instanceof DoesNotTieException
                ? Problem.of(CauseCode.BILL_DOES_NOT_TIE, name).with("words", words)
                : Problem.of(CauseCode.BILL_FAILED, name).with("words", words);
    }

    /** What stood in the way of this client before is settled now. */
    private void settled(ClientJob job, BillingRound round) {
        if (round.request().manner() == Manner.FOR_REAL) {
            tasks.clientSettled(job.client().id());
        }
    }

    private static StoredAgreement stored(AgreementVersion version) {
        return new StoredAgreement(version.hash(), version.file(), version.client(), version.content());
    }
}
