package org.harvestxero.reconcile;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.CycleReport.Calls;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.api.Vitals;
import org.harvestxero.commands.Stop;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.copy.RunBook;
import org.harvestxero.http.CommandStops;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.reconciliation.Reconciliation.Beside;
import org.harvestxero.reconciliation.Reconciliation.Told;
import org.harvestxero.reconciliation.Reconciliation.WorkSum;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.reconcile.ReconciliationTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles by way of the routes, one at a time, and keeps each day's findings. */
public final class DefaultReconciliations implements Reconciliations {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultReconciliations.class);
    private static final String BY_ITSELF = "process";

    private final ConnectionStore store;
    private final ProducerTemplate routes;
    private final BillingService billing;
    private final CopyPause pause;
    private final CycleTroubles troubles;
    private final Supplier<CallBudget> budget;
    private final ReconciliationRecorder recorder;
    private final RunBook runs;
    private final Vitals vitals;
    private final Policy policy;
    private final Clock clock;
    private final Semaphore running = new Semaphore(1, true);

    /**
     * @param billing tells what of the work is billed nowhere
     * @param budget begins to count calls
     * @param vitals tell what the last one found
     */
    public DefaultReconciliations(
            ConnectionStore store,
            ProducerTemplate routes,
            BillingService billing,
            CopyPause pause,
            CycleTroubles troubles,
            Supplier<CallBudget> budget,
            Vitals vitals,
            Policy policy,
            Clock clock) {
        this.store = store;
        this.routes = routes;
        this.billing = billing;
        this.pause = pause;
        this.troubles = troubles;
        this.budget = budget;
        this.vitals = vitals;
        this.policy = policy;
        this.recorder = new ReconciliationRecorder(store, policy.zone(), policy.keptDays(), clock);
        this.runs = new RunBook(store, budget, clock);
        this.clock = clock;
    }

    /**
     * @param zone in which days begin
     * @param keptDays how long a day's figures are kept
     * @param afterPayment whether one is begun after a payment arrived
     */
    public record Policy(Supplier<ZoneId> zone, int keptDays, boolean afterPayment) {}

    /** What the schedule starts. */
    public void daily() {
        byItself("the schedule");
    }

    /** Where that is asked for: whether a payment arrived since the last one, and if so, another one. */
    public void ifPaid() {
        if (!policy.afterPayment()) {
            return;
        }
        Optional<Instant> paid = store.reconcile().figures().latestPayment();
        Instant last =
                store.reconcile().runs().last().map(run -> run.span().began()).orElse(Instant.EPOCH);
        if (paid.isPresent() && paid.get().isAfter(last)) {
            byItself("a payment that arrived");
        }
    }

    private void byItself(String because) {
        if (pause.isInForce()) {
            LOG.info("Nothing is reconciled while the connection is paused");
            return;
        }
        Answer answer = reconcile(ReconcileRequest.all(), BY_ITSELF);
        Reconciliation found = answer.found();
        LOG.info(
                "Reconciled because of {}: {}",
                because,
                found == null ? "not complete, so nothing is told" : found.sentence());
    }

    @Override
    public Answer reconcile(ReconcileRequest request, String who) {
        try {
            Stop.ofThisThread().acquire(running);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a running reconciliation", e);
        }
        try {
            RunBook.Begun run = runs.begin(RunBook.RECONCILE, who);
            Answer answer = alone(request, who);
            Reconciliation found = answer.found();
            run.end(0, 0, found == null ? "" : found.sentence(), answer.troubles());
            return answer;
        } finally {
            running.release();
        }
    }

    private Answer alone(ReconcileRequest request, String who) {
        CallBudget calls = budget.get();
        Instant began = clock.instant();
        ReadSides read;
        try {
            read = CommandStops.send(routes, "direct:reconcile", request, Map.of())
                    .getMessage()
                    .getBody(ReadSides.class);
        } catch (CamelExecutionException e) {
            return notComplete(request, who, began, calls.soFar(), List.of(troubles.note("reconcile", e)));
        }
        if (!read.clientFound()) {
            throw new DecisionException(
                    "Neither side shows a document of a client named \"" + request.client() + "\".");
        }
        if (!read.unbelievable().isEmpty()) {
            return notComplete(request, who, began, calls.soFar(), List.of(unbelievable(read.unbelievable())));
        }
        UnbilledReport work = request.isAll() ? billing.unbilled() : null;
        if (work != null && !work.troubles().isEmpty()) {
            return notComplete(request, who, began, calls.soFar(), work.troubles());
        }
        return new Answer(found(request, read, work, who, calls.soFar()), calls.soFar(), List.of());
    }

    private Answer notComplete(ReconcileRequest request, String who, Instant began, Calls calls, List<Trouble> met) {
        if (request.isAll()) {
            recorder.keepTrouble(began, met.get(0), who, calls);
        }
        return new Answer(null, calls, met);
    }

    private static Trouble unbelievable(String words) {
        return new Trouble(
                "reconciliation",
                Trouble.Reason.UNREACHABLE,
                "Nothing is told: " + words + ".",
                "Make sure that both sides are connected with rights to all invoices, and that the settings lead to the"
                        + " organisation and account the copies belong to; then ask again.",
                null);
    }

    private Reconciliation found(
            ReconcileRequest request, ReadSides read, @Nullable UnbilledReport work, String who, Calls calls) {
        List<WorkSum> workSums = List.of();
        List<String> notes = new ArrayList<>(read.notes());
        if (work != null) {
            UnbilledTie tie = new UnbilledTie(work);
            tie.differences().forEach(read.tally()::add);
            workSums = tie.sums();
            notes.addAll(work.notes());
        }
        List<Difference> differences = read.tally().kept();
        Reconciliation bare = new Reconciliation(
                read.scope(),
                read.tally().currencies(),
                read.tally().reasons(),
                List.of(),
                read.tally().leftOut(),
                new Beside(read.bank(), workSums, notes));
        List<Told> told =
                request.isAll() ? recorder.keep(bare, differences, who, calls).told() : recorder.lookUp(differences);
        return new Reconciliation(bare.scope(), bare.currencies(), bare.reasons(), told, bare.leftOut(), bare.beside());
    }

    @Override
    public List<Day> history(int days) {
        LocalDate since =
                LocalDate.ofInstant(clock.instant(), policy.zone().get()).minusDays(days - 1L);
        return store.reconcile().runs().days(since).stream()
                .map(stored -> new Day(
                        stored.run().day(),
                        stored.run().span().ended(),
                        stored.run().counts().differences(),
                        stored.run().counts().unexplained(),
                        stored.run().trouble(),
                        store.reconcile().runs().sums(stored.id()).stream()
                                .map(DefaultReconciliations::sum)
                                .toList()))
                .toList();
    }

    private static Sum sum(ReconciliationTable.Sum stored) {
        return new Sum(
                stored.currency(),
                Measure.of(stored.measure()),
                Reason.of(stored.reason()),
                stored.documents(),
                stored.amount());
    }

    @Override
    public Optional<Vitals.Reconciled> last() {
        return vitals.reconciled();
    }
}
