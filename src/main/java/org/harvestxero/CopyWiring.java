package org.harvestxero;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.Progress;
import org.harvestxero.config.Settings;
import org.harvestxero.config.mapping.MappingSettings;
import org.harvestxero.config.mapping.MappingsFile;
import org.harvestxero.copy.CallCount;
import org.harvestxero.copy.CopyCycle;
import org.harvestxero.copy.CopyOrder;
import org.harvestxero.copy.CopyVitals;
import org.harvestxero.copy.DefaultCopyService;
import org.harvestxero.copy.DryRun;
import org.harvestxero.copy.Planners;
import org.harvestxero.copy.contact.ContactCompletion;
import org.harvestxero.copy.contact.XeroContactCache;
import org.harvestxero.copy.ingest.AccountReader;
import org.harvestxero.copy.ingest.ListingCursors;
import org.harvestxero.copy.ingest.ProjectListReader;
import org.harvestxero.copy.outbox.BatchDispatcher;
import org.harvestxero.copy.outbox.LostBatchRecovery;
import org.harvestxero.copy.outbox.RequestBodyRetention;
import org.harvestxero.copy.outbox.VerdictMatcher;
import org.harvestxero.copy.outbox.VerdictRecorder;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.http.ServerClock;
import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.runtime.ClockWatch;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.database.CommittedWork;
import org.harvestxero.xero.XeroGate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the beans the copying routes name. */
public final class CopyWiring {
    private static final Logger LOG = LoggerFactory.getLogger(CopyWiring.class);

    /** Of a minute. */
    private static final double QUARTERS = 4;

    private CopyWiring() {}

    /**
     * What copying needs from the other parts.
     *
     * @param routes sends to {@code direct:} routes
     * @param shortOfRoom why nothing may be begun for want of room on the disk; empty while there is enough
     * @param tokenExpires when Xero's access token does; null without one
     * @param askAnew lets both sides be shown once more what they refused
     */
    public record Needs(
            Settings settings,
            ConnectionStore store,
            Clock clock,
            ProducerTemplate routes,
            HarvestGate harvestGate,
            XeroGate xeroGate,
            MappingsFile mappings,
            Supplier<Optional<String>> shortOfRoom,
            ClockWatch clockWatch,
            Supplier<@Nullable Instant> tokenExpires,
            Runnable askAnew) {}

    /** What this process did since it began, so that an increase is one. */
    private static MeterBinder made(String connection, CommittedWork committedWork) {
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

    public static Map<String, Object> make(Needs needs) {
        Settings settings = needs.settings();
        ConnectionStore store = needs.store();
        Clock clock = needs.clock();
        CopyOptions options = MappingSettings.options(settings);
        ServerClock harvestTime = new ServerClock(clock);
        ServerClock xeroTime = new ServerClock(clock);

        XeroReferenceData cache = new XeroReferenceData(
                store,
                clock,
                () -> options.trackingCategory() != null
                        || needs.mappings().rules().usesTracking()
                        || store.drafts().useTracking(),
                () -> needs.mappings().rules().usesBrandingThemes());
        ProjectListReader projects = new ProjectListReader(store, needs.mappings()::rules);
        MappingContexts mappingContexts = new MappingContexts(store, cache, needs.mappings()::rules, options, projects);
        StageInputs stageInputs = new StageInputs(store, cache, clock);
        Planners.Common common =
                new Planners.Common(settings, store, cache, mappingContexts, stageInputs, progress(needs), clock);
        Planners deciders = Planners.make(common);
        VerdictRecorder verdictRecorder = deciders.verdictRecorder();
        BatchDispatcher batchDispatcher = deciders.batchDispatcher();
        batchDispatcher.leavesUnless(needs.shortOfRoom());
        batchDispatcher.looksAtClock(needs.clockWatch()::look);
        store.fence().whenLeading(batchDispatcher::forget);
        LostBatchRecovery lostBatchRecovery =
                new LostBatchRecovery(store, verdictRecorder, batchDispatcher, xeroTime, clock);
        CallCount callCount = new CallCount(store.tallies(), needs.xeroGate()::callsMade);
        CopyOrder order = new CopyOrder(needs.routes()::getCamelContext);
        CopyCycle copyCycle = new CopyCycle(
                store,
                batchDispatcher,
                () -> refresh(needs),
                order,
                stageInputs,
                new CopyCycle.Anew(
                        () -> {
                            needs.xeroGate().askDayAnew();
                            needs.askAnew().run();
                            cache.askAnew();
                        },
                        () -> tell(needs)),
                common.progress(),
                deciders.payments()::toRead,
                callCount,
                needs.shortOfRoom(),
                clock);
        CopyVitals vitals = new CopyVitals(store, needs.xeroGate(), callCount, needs.tokenExpires(), needs.clock());

        needs.clockWatch().onJump(harvestTime::jumped);
        needs.clockWatch().onJump(xeroTime::jumped);
        needs.clockWatch().onJump(by -> {
            if (by.isNegative()) {
                store.waits().forgetAges(Instant.EPOCH);
                store.waits().end(clock.instant(), clock.instant());
                cache.reread();
            }
        });

        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("copyMeters", made(store.connection(), store.committedWork()));
        beans.put("settingsCache", cache);
        beans.put("recording", deciders.sourceRecorder());
        beans.put("projectReading", projects);
        beans.put("invoicePlanning", deciders.planning());
        beans.put(
                "billedPlanning",
                new DraftInvoicePlanner(
                        store, mappingContexts, deciders.contactPlanner(), deciders.failedCopyRecorder(), clock));
        beans.put("refusals", deciders.failedCopyRecorder());
        beans.put("invoiceEditing", deciders.editing());
        beans.put("paymentPlanning", deciders.payments());
        beans.put("writeOffs", deciders.writeOffPlanner());
        beans.put("reopenings", deciders.reopenPlanner());
        beans.put("noteFinding", deciders.notes());
        beans.put("creditBalances", deciders.balances());
        beans.put("trackingOptions", deciders.options());
        beans.put("unexplainedMoney", deciders.money());
        beans.put("sending", batchDispatcher);
        beans.put("answers", new VerdictMatcher(batchDispatcher));
        beans.put("outcomes", verdictRecorder);
        beans.put("looking", lostBatchRecovery);
        beans.put("takenNumbers", deciders.taken());
        beans.put("retries", deciders.failedCopyRetry());
        beans.put("contactCompletion", new ContactCompletion(store, deciders.contactPlanner(), clock));
        beans.put("xeroContacts", new XeroContactCache(store));
        beans.put(
                "listings",
                new ListingCursors(
                        store, settings.date("copy.since").orElse(null), stageInputs, harvestTime, xeroTime));
        beans.put("following", deciders.xeroChangeTracker());
        beans.put("sweeping", deciders.deletionSweep());
        beans.put(
                "keptBodies",
                new RequestBodyRetention(
                        store, settings.number("audit.days"), settings.number("audit.megabytes"), clock));
        beans.put("accountReading", new AccountReader(store, mappingContexts, clock));
        DryRun dryRun = new DryRun(
                store,
                needs.routes(),
                () -> Planners.make(common),
                order,
                copyCycle::hasInputs,
                common.progress(),
                clock);
        beans.put("rehearsal", dryRun);
        beans.put("progress", common.progress());
        beans.put("cycle", copyCycle);
        beans.put("order", order);
        beans.put("roomLook", (Runnable) copyCycle::lookAtRoom);
        beans.put("vitals", vitals);
        beans.put(
                "work",
                new DefaultCopyService(new DefaultCopyService.Parts(
                        store,
                        clock,
                        needs.routes(),
                        copyCycle,
                        deciders.planning(),
                        cache,
                        deciders.cycleReportBuilder(),
                        vitals,
                        deciders.money(),
                        dryRun,
                        common.progress(),
                        needs.harvestGate(),
                        needs.xeroGate(),
                        () -> reload(needs))));
        return beans;
    }

    /** What people can't be told now stands all the same and is told with the next look. */
    private static void tell(Needs needs) {
        try {
            needs.routes().sendBody("direct:notify", null);
        } catch (RuntimeException e) {
            LOG.warn("Could not tell anybody at once", e);
        }
    }

    private static Progress progress(Needs needs) {
        int reserve = needs.settings().number("xero.day-reserve");
        double harvest = needs.settings().number("harvest.calls-per-15-seconds") * QUARTERS;
        double xero = needs.settings().number("xero.calls-per-minute");
        return new Progress(
                System::nanoTime,
                () -> needs.harvestGate().callsMade() + needs.xeroGate().callsMade(),
                () -> {
                    OptionalInt today = needs.xeroGate().callsLeftToday();
                    return new Progress.Limits(
                            harvest,
                            xero,
                            today.isPresent() ? OptionalInt.of(Math.max(0, today.getAsInt() - reserve)) : today);
                });
    }

    private static void refresh(Needs needs) {
        wakeIf(needs.mappings().refresh(), needs);
    }

    private static void reload(Needs needs) {
        wakeIf(needs.mappings().reload(), needs);
    }

    /** Other rules may heal what was refused for its set-up. */
    private static void wakeIf(boolean changed, Needs needs) {
        if (changed) {
            needs.store().failedRows().wake(FailureCode.RetryTrigger.BY_SETTINGS.name());
        }
    }
}
