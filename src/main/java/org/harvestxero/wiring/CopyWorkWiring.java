package org.harvestxero.wiring;

import java.time.Clock;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.Progress;
import org.harvestxero.copy.CallBudget;
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
import org.harvestxero.copy.RunBook;
import org.harvestxero.copy.SourceRefresh;
import org.harvestxero.copy.StatusReader;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the copying cycle, what stops it, and what people may ask of it: the beans {@code cycle}, {@code order}, {@code rehearsal} and
 * their like.
 */
final class CopyWorkWiring {
    private static final Logger LOG = LoggerFactory.getLogger(CopyWorkWiring.class);

    private final ConnectionStore store;
    private final Clock clock;
    private final ProducerTemplate routes;
    private final HarvestParts harvest;
    private final XeroParts xero;
    private final Rules rules;
    private final Watches watches;
    private final Planners planners;
    private final Supplier<DryRun.Deciders> rehearsal;
    private final StageInputs stageInputs;
    private final Progress progress;

    private CopyWorkWiring(Basics basics, ConnectorParts connectors, Rules rules, Watches watches, Planning planning) {
        this.store = basics.store();
        this.clock = basics.clock();
        this.routes = basics.routes();
        this.harvest = connectors.harvest();
        this.xero = connectors.xero();
        this.rules = rules;
        this.watches = watches;
        this.planners = planning.planners();
        this.rehearsal = planning.rehearsal();
        this.stageInputs = planning.stageInputs();
        this.progress = planning.progress();
    }

    /**
     * What decides what is copied.
     *
     * @param rehearsal makes what decides in a dry run, which shares nothing with those of a cycle
     */
    record Planning(
            Planners planners, Supplier<DryRun.Deciders> rehearsal, StageInputs stageInputs, Progress progress) {}

    static CopyParts.Work make(
            Basics basics, ConnectorParts connectors, Rules rules, Watches watches, Planning planning) {
        return new CopyWorkWiring(basics, connectors, rules, watches, planning).make();
    }

    private CopyParts.Work make() {
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
                progress,
                planners.payments()::toRead,
                callCount,
                new RunBook(store, () -> CallBudget.command(harvest.gate(), xero.gate()), clock),
                clock);
        CopyVitals vitals = new CopyVitals(
                store,
                xero.gate(),
                callCount,
                () -> xero.access().tokenExpiresAt().orElse(null),
                clock);
        DryRun dryRun = new DryRun(store, routes, rehearsal, order, cycle::hasInputs, progress, clock);
        CopyParts.Cycle parts = new CopyParts.Cycle(cycle, pause, troubles, order);
        return new CopyParts.Work(parts, dryRun, progress, vitals, copyService(parts, vitals, dryRun));
    }

    private DefaultCopyService copyService(CopyParts.Cycle cycle, CopyVitals vitals, DryRun dryRun) {
        return new DefaultCopyService(
                store,
                commands(cycle, dryRun),
                planners.failedCopyPages(),
                new FailedCopyDecisions(store, rules.referenceData(), planners.money()),
                planners.cycleReportBuilder(),
                new StatusReader(store, rules.referenceData(), cycle.pause(), cycle.troubles(), vitals, progress),
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

    /** Notifies people at once; what fails to be told now is told at the next scheduled notification. */
    private void tell() {
        try {
            routes.sendBody("direct:notify", null);
        } catch (RuntimeException e) {
            LOG.warn("Could not tell anybody at once", e);
        }
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
