package org.harvestxero.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.Progress;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.config.Settings;
import org.harvestxero.copy.CallCount;
import org.harvestxero.copy.CommandReports;
import org.harvestxero.copy.CopyCycle;
import org.harvestxero.copy.CopyOnDemand;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CopyPreview;
import org.harvestxero.copy.CopyRouteReader;
import org.harvestxero.copy.CopyVitals;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.copy.DailyLooks;
import org.harvestxero.copy.DefaultCopyService;
import org.harvestxero.copy.DryRun;
import org.harvestxero.copy.FailedCopyDecisions;
import org.harvestxero.copy.FlowStarter;
import org.harvestxero.copy.Planners;
import org.harvestxero.copy.SourceRefresh;
import org.harvestxero.copy.StatusReader;
import org.harvestxero.copy.contact.ContactCompletion;
import org.harvestxero.copy.contact.XeroContactCache;
import org.harvestxero.copy.expense.ExpensePlanner;
import org.harvestxero.copy.expense.ExpenseReader;
import org.harvestxero.copy.expense.ExpenseSweep;
import org.harvestxero.copy.expense.ExpenseTerms;
import org.harvestxero.copy.expense.PurchaseEditPlanner;
import org.harvestxero.copy.expense.PurchaseLookup;
import org.harvestxero.copy.expense.ReceiptSteps;
import org.harvestxero.copy.failure.DeadLetters;
import org.harvestxero.copy.failure.FailedCopyFeed;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.ingest.AccountReader;
import org.harvestxero.copy.ingest.ListingCursors;
import org.harvestxero.copy.ingest.ProjectListReader;
import org.harvestxero.copy.outbox.BatchDispatcher;
import org.harvestxero.copy.outbox.LostBatchRecovery;
import org.harvestxero.copy.outbox.RequestBodyRetention;
import org.harvestxero.copy.outbox.VerdictMatcher;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.copy.plan.PaymentMilestones;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.copy.reference.TrackingOptionCreator;
import org.harvestxero.http.ServerClock;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.expense.ExpenseWay;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.BatchTable;
import org.harvestxero.store.database.CommittedWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what copies documents from Harvest to Xero. Its beans run a cycle ({@code cycle}, {@code order}, {@code rehearsal}), read both
 * sides ({@code recording}, {@code listings}, {@code settingsCache} …), plan ({@code invoicePlanning}, {@code paymentPlanning} …) and send
 * ({@code sending}, {@code answers}, {@code outcomes}, {@code looking} …); {@link CopyParts} names them all.
 */
final class CopyWiring {
    private static final Logger LOG = LoggerFactory.getLogger(CopyWiring.class);

    /** Of a minute. */
    private static final double QUARTERS = 4;

    private final Settings settings;
    private final ConnectionStore store;
    private final Clock clock;
    private final ProducerTemplate routes;
    private final HarvestParts harvest;
    private final XeroParts xero;
    private final Rules rules;
    private final Watches watches;
    private final ServerClock xeroTime;
    private final MappingContexts mappingContexts;
    private final ProjectListReader projects;
    private final StageInputs stageInputs;
    private final Planners.Common common;
    private final Planners planners;

    private CopyWiring(Basics basics, HarvestParts harvest, XeroParts xero, Rules rules, Watches watches) {
        this.settings = basics.settings();
        this.store = basics.store();
        this.clock = basics.clock();
        this.routes = basics.routes();
        this.harvest = harvest;
        this.xero = xero;
        this.rules = rules;
        this.watches = watches;
        this.xeroTime = new ServerClock(clock);
        this.projects = new ProjectListReader(store, rules.mappings()::rules);
        this.mappingContexts =
                new MappingContexts(store, rules.referenceData(), rules.mappings()::rules, rules.options(), projects);
        this.stageInputs = new StageInputs(store, rules.referenceData(), clock);
        this.common = new Planners.Common(
                settings, store, rules.referenceData(), mappingContexts, stageInputs, progress(), clock);
        this.planners = Planners.make(common);
    }

    static CopyParts make(Basics basics, HarvestParts harvest, XeroParts xero, Rules rules, Watches watches) {
        return new CopyWiring(basics, harvest, xero, rules, watches).make();
    }

    private CopyParts make() {
        planners.batchDispatcher().leavesUnless(watches::shortOfRoom);
        planners.batchDispatcher().looksAtClock(watches.clock()::look);
        store.fence().whenLeading(planners.batchDispatcher()::forget);
        store.paymentNews().onMoved(new PaymentMilestones(store, milestones())::paid);
        followClock();
        return new CopyParts(
                planners,
                stageInputs,
                new DraftInvoicePlanner(
                        store, mappingContexts, planners.contactPlanner(), planners.ownRefusalRecorder(), clock),
                readers(),
                answers(),
                work(),
                expenses(),
                meters());
    }

    private ExpenseParts expenses() {
        OwnRefusalRecorder refusals = planners.ownRefusalRecorder();
        ExpenseTerms terms = new ExpenseTerms(
                ExpenseWay.called(settings.text("expenses.as")),
                settings.date("expenses.since")
                        .or(() -> settings.date("copy.since"))
                        .orElse(null),
                rules.mappings()::expenses,
                rules.zone(),
                mappingContexts,
                clock);
        ExpenseSweep sweep = new ExpenseSweep(store, refusals);
        ReceiptSteps receipts = new ReceiptSteps(
                settings.optional("xero.tenant-id").orElse(store.connection()), store, refusals, clock);
        return new ExpenseParts(
                terms,
                new ExpenseParts.Reading(
                        new ExpenseReader(store, terms, sweep, refusals, clock),
                        sweep,
                        new PurchaseLookup(store, terms, refusals)),
                new ExpensePlanner(store, terms, stageInputs, refusals, clock),
                new PurchaseEditPlanner(store, terms, refusals, clock),
                receipts);
    }

    private List<Integer> milestones() {
        return settings.optional("events.milestones").stream()
                .flatMap(percents -> Stream.of(percents.split(",")))
                .map(percent -> Integer.valueOf(percent.strip()))
                .toList();
    }

    private void followClock() {
        watches.clock().onJump(xeroTime::jumped);
        watches.clock().onJump(by -> {
            if (by.isNegative()) {
                store.waits().forgetAges(Instant.EPOCH);
                store.waits().end(clock.instant(), clock.instant());
                rules.referenceData().reread();
            }
        });
    }

    private CopyParts.Readers readers() {
        return new CopyParts.Readers(
                rules.referenceData(),
                projects,
                new ListingCursors(store, settings.date("copy.since").orElse(null), stageInputs, xeroTime),
                new AccountReader(store, mappingContexts, clock),
                new XeroContactCache(store),
                new ContactCompletion(store, planners.contactPlanner(), clock));
    }

    private CopyParts.Answers answers() {
        LostBatchRecovery lostBatches =
                new LostBatchRecovery(store, planners.verdictRecorder(), planners.batchDispatcher(), xeroTime, clock);
        return new CopyParts.Answers(
                new VerdictMatcher(planners.batchDispatcher()),
                lostBatches,
                new RequestBodyRetention(
                        store, settings.number("audit.days"), settings.number("audit.megabytes"), clock),
                failedWrites(planners.batchDispatcher(), lostBatches, planners.options()),
                new FailedCopyFeed(store, planners.paymentLists()::areRead, clock),
                new DeadLetters(store));
    }

    private static FailedWrites failedWrites(
            BatchDispatcher batches, LostBatchRecovery lost, TrackingOptionCreator options) {
        return new FailedWrites()
                .on(
                        BatchTable.Batch.class,
                        new FailedWrites.Handling<>(lost::refused, batches::notTaken, batches::inDoubt))
                .on(
                        Tracking.class,
                        new FailedWrites.Handling<>(
                                options::refused,
                                (tracking, why) -> {
                                    if (why instanceof StoppedException) {
                                        options.inDoubt(
                                                tracking, why); // it is searched for before it is asked for again
                                    } else {
                                        options.notTaken(tracking, why);
                                    }
                                },
                                options::inDoubt));
    }

    private CopyParts.Work work() {
        CopyRouteReader order = new CopyRouteReader(routes::getCamelContext);
        planners.money().looksWhile(order::explainsPayments);
        CallCount callCount = new CallCount(store.tallies(), xero.gate()::callsMade);
        CopyPause pause =
                new CopyPause(store, watches::shortOfRoom, new CopyPause.Anew(this::askAnew, this::tell), clock);
        CycleTroubles troubles = new CycleTroubles(pause, clock);
        CopyCycle cycle = new CopyCycle(
                store,
                planners.batchDispatcher(),
                this::refresh,
                order,
                stageInputs,
                pause,
                troubles,
                common.progress(),
                planners.payments()::toRead,
                callCount,
                clock);
        CopyVitals vitals = new CopyVitals(
                store,
                xero.gate(),
                callCount,
                () -> xero.access().tokenExpiresAt().orElse(null),
                clock);
        DryRun dryRun = new DryRun(
                store, routes, () -> Planners.make(common), order, cycle::hasInputs, common.progress(), clock);
        CopyParts.Cycle parts = new CopyParts.Cycle(cycle, pause, troubles, order);
        return new CopyParts.Work(parts, dryRun, common.progress(), vitals, copyService(parts, vitals, dryRun));
    }

    private DefaultCopyService copyService(CopyParts.Cycle cycle, CopyVitals vitals, DryRun dryRun) {
        return new DefaultCopyService(
                store,
                commands(cycle, dryRun),
                planners.failedCopyPages(),
                new FailedCopyDecisions(store, rules.referenceData(), planners.money()),
                planners.cycleReportBuilder(),
                new StatusReader(
                        store, rules.referenceData(), cycle.pause(), cycle.troubles(), vitals, common.progress()),
                new FlowStarter(store, routes),
                this::reload);
    }

    private DefaultCopyService.Commands commands(CopyParts.Cycle cycle, DryRun dryRun) {
        SourceRefresh sources = new SourceRefresh(routes, cycle.troubles());
        CommandReports reports = new CommandReports(planners.cycleReportBuilder(), harvest.gate(), xero.gate(), clock);
        return new DefaultCopyService.Commands(
                new CopyOnDemand(store, routes, cycle.runs(), cycle.pause(), cycle.troubles(), sources, reports),
                new CopyPreview(
                        store,
                        cycle.runs(),
                        cycle.pause(),
                        cycle.troubles(),
                        rules.referenceData(),
                        sources,
                        reports,
                        planners.planning().preview(),
                        dryRun),
                new DailyLooks(store, routes, cycle.pause(), cycle.troubles(), clock));
    }

    /** Lets both sides be asked once more for what they refused. */
    private void askAnew() {
        xero.gate().askDayAnew();
        xero.access().askAnew();
        harvest.askAnew();
        rules.referenceData().askAnew();
    }

    /** Counters since this process began, so that their increase is what it did. */
    private MeterBinder meters() {
        String connection = store.connection();
        CommittedWork committedWork = store.committedWork();
        return registry -> {
            FunctionCounter.builder("harvestxero.documents.copied", committedWork, CommittedWork::copied)
                    .description("Documents that came to stand in Xero by this process's doing")
                    .tag("connection", connection)
                    .register(registry);
            FunctionCounter.builder("harvestxero.failures", committedWork, CommittedWork::failures)
                    .description("Documents this process found failed, each try counted")
                    .tag("connection", connection)
                    .register(registry);
            FunctionCounter.builder(
                            "harvestxero.duplicates.prevented", committedWork, CommittedWork::duplicatesPrevented)
                    .description("Duplicates this process prevented")
                    .tag("connection", connection)
                    .register(registry);
        };
    }

    /** Notifies people at once; what fails to be told now is told at the next scheduled notification. */
    private void tell() {
        try {
            routes.sendBody("direct:notify", null);
        } catch (RuntimeException e) {
            LOG.warn("Could not tell anybody at once", e);
        }
    }

    private Progress progress() {
        int reserve = settings.number("xero.day-reserve");
        double harvestPerMinute = settings.number("harvest.calls-per-15-seconds") * QUARTERS;
        double xeroPerMinute = settings.number("xero.calls-per-minute");
        return new Progress(
                System::nanoTime, () -> harvest.gate().callsMade() + xero.gate().callsMade(), () -> {
                    OptionalInt today = xero.gate().callsLeftToday();
                    return new Progress.Limits(
                            harvestPerMinute,
                            xeroPerMinute,
                            today.isPresent() ? OptionalInt.of(Math.max(0, today.getAsInt() - reserve)) : today);
                });
    }

    private void refresh() {
        wakeIf(rules.mappings().refresh());
    }

    private void reload() {
        wakeIf(rules.mappings().reload());
    }

    /** Changed rules may resolve failures of the set-up, so these are tried again. */
    private void wakeIf(boolean changed) {
        if (changed) {
            store.failedRows().wake(FailureCode.RetryTrigger.BY_SETTINGS.name());
        }
    }
}
