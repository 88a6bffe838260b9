package org.harvestxero.invoicing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Header;
import org.harvestxero.agreements.AgreementVersion;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.DoesNotTieException;
import org.harvestxero.ledger.AgreementVersions.StoredAgreement;
import org.harvestxero.ledger.BillingMode;
import org.harvestxero.ledger.BillingRuns.StoredRun;
import org.harvestxero.ledger.DatabaseTrouble;
import org.harvestxero.ledger.DecisionTable.StoredDecision;
import org.harvestxero.ledger.DraftState;
import org.harvestxero.ledger.Drafts.StoredDraft;
import org.harvestxero.ledger.EntryStates.EntryState;
import org.harvestxero.ledger.EntryStates.Work;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.WorkKind;
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
    private final KnownReader known;
    private final RunStore store;
    private final Behind behind;
    private final BillingEngine engine = new BillingEngine();

    ClientBilling(String connection, Ledger ledger, BillingTasks tasks, Behind behind) {
        this.connection = connection;
        this.ledger = ledger;
        this.tasks = tasks;
        this.known = new KnownReader(connection, ledger);
        this.store = new RunStore(connection, ledger);
        this.behind = behind;
    }

    /** The client's work as the engine takes it. */
    private record ClientWork(List<TimeEntry> entries, List<Expense> expenses) {}

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
        } else {
            ledger.inTransaction(run);
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
        Map<String, Long> replaced = new HashMap<>();
        undone.ifPresent(run -> {
            ledger.drafts()
                    .ofRun(connection, run.id())
                    .forEach(draft -> replaced.put(draft.content().key(), draft.id()));
            undo(run, "billed again");
        });
        List<StoredDecision> decisions =
                ledger.decisions().open(connection, job.client().id());
        BillingRequest request = request(job, period, work, decisions, mode);
        BillingResult result = engine.bill(request);
        List<StoredDraft> drafts = store.store(new RunStore.Outcome(
                        request, result, stored(job.version()), mode, decisions, replaced, round.who()))
                .orElseThrow(() -> new IllegalStateException("it was billed by another process meanwhile"));
        if (mode == BillingMode.LIVE) {
            behind.settle(job.client().id(), null);
        }
        if (!dry) {
            LOG.info(
                    "Billed {}: {}, drafts: {}, {} ({})",
                    ClientJob.named(job.client(), period),
                    result.tieOut().billed(),
                    drafts.size(),
                    mode.word(),
                    job.version().file());
        }
        BillReport.Outcome outcome = dry || mode == BillingMode.TRIAL
                ? BillReport.Outcome.TRIED
                : mode == BillingMode.SHADOW ? BillReport.Outcome.SHADOWED : BillReport.Outcome.BILLED;
        return BillViews.bill(job, result, outcome, drafts, !dry, List.of());
    }

    /** Only inside a transaction that is rolled back. */
    private BillReport.Bill compared(
            ClientJob job, DuePeriod period, ClientWork work, StoredRun standing, BillingRound round) {
        List<StoredDraft> before = ledger.drafts().ofRun(connection, standing.id());
        ledger.drafts().takeBack(standing.id());
        undo(standing, "compared");
        List<StoredDecision> decisions =
                ledger.decisions().open(connection, job.client().id());
        BillingRequest request = request(job, period, work, decisions, BillingMode.LIVE);
        BillingResult result = engine.bill(request);
        List<StoredDraft> drafts = store.store(new RunStore.Outcome(
                        request, result, stored(job.version()), BillingMode.LIVE, decisions, Map.of(), round.who()))
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

    private BillingRequest request(
            ClientJob job, DuePeriod period, ClientWork work, List<StoredDecision> decisions, BillingMode mode) {
        Map<Work, EntryState> states = new HashMap<>();
        ledger.entryStates().ofClient(connection, job.client().id()).forEach(state -> states.put(state.work(), state));
        List<TimeEntry> entries = new ArrayList<>();
        List<Expense> expenses = new ArrayList<>();
        boolean nonBillable = job.agreement().pricing().included().nonBillable();
        if (!period.isOpening()) {
            work.entries().stream()
                    .filter(entry -> isWanted(
                            job,
                            period,
                            entry.spentDate(),
                            entry.status(),
                            nonBillable,
                            isDone(states.get(new Work(WorkKind.TIME_ENTRY, entry.id())), entry.hours())))
                    .forEach(entries::add);
            work.expenses().stream()
                    .filter(expense -> isWanted(
                            job,
                            period,
                            expense.spentDate(),
                            expense.status(),
                            job.agreement().expenses().nonBillable(),
                            isDone(states.get(new Work(WorkKind.EXPENSE, expense.id())), Hours.ZERO)))
                    .forEach(expenses::add);
        }
        var billedIn = job.agreement().currency() == null
                ? job.currency()
                : job.agreement().currency();
        return new BillingRequest(
                job.agreement(),
                period,
                job.client(),
                job.currency(),
                entries,
                expenses,
                known.known(job.client().id(), period, billedIn, decisions, mode));
    }

    private static boolean isDone(@Nullable EntryState state, Hours hours) {
        return state != null && state.state().isSettled() && hours.compareTo(state.settled()) <= 0;
    }

    /** The period's own work whatever it is, so that it ties to Harvest's totals; of older work what may still be billed. */
    private static boolean isWanted(
            ClientJob job,
            DuePeriod period,
            LocalDate day,
            TimeEntry.Status status,
            boolean nonBillable,
            boolean done) {
        if (done || day.isAfter(period.covered().end()) || day.isBefore(job.floor())) {
            return false;
        }
        return !day.isBefore(period.covered().start()) || !status.billed() && (status.billable() || nonBillable);
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
