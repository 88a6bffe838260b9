package org.harvestxero.wiring;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.harvestxero.api.AssistantRecords;
import org.harvestxero.api.LeaderLock;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Warnings;
import org.harvestxero.assistant.DefaultAssistantLog;
import org.harvestxero.assistant.DefaultProposalShelf;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.console.Console;
import org.harvestxero.console.session.Sessions;
import org.harvestxero.mcp.AssistantDoor;
import org.harvestxero.mend.MendDeskFactory;
import org.harvestxero.monitoring.DiskRoom;
import org.harvestxero.monitoring.LogSetup;
import org.harvestxero.runtime.BackgroundTask;
import org.harvestxero.runtime.CamelEngine;
import org.harvestxero.runtime.CommandRunner;
import org.harvestxero.runtime.Engine;
import org.harvestxero.runtime.EngineParts;
import org.harvestxero.runtime.ServerBounds;
import org.harvestxero.runtime.route.RouteContext;
import org.harvestxero.setup.DefaultSetupDesk;
import org.harvestxero.store.ConnectionLock;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.store.database.UnfitDatabaseException;

/**
 * Makes an engine: opens the database, has {@link BusinessWiring} make the beans that routes name, adds the bean
 * {@code dataSource}, and hands everything to Camel. Begin here to see how the program is put together.
 */
public final class EngineWiring implements Engine.Starter {
    private final Clock clock;
    private final LongSupplier nanos;
    private final Consumer<CamelContext> beforeStart;

    public EngineWiring(Clock clock) {
        this(clock, System::nanoTime, context -> {});
    }

    /**
     * @param nanos a monotonic clock
     * @param beforeStart sees each Camel context before its routes are loaded
     */
    public EngineWiring(Clock clock, LongSupplier nanos, Consumer<CamelContext> beforeStart) {
        this.clock = clock;
        this.nanos = nanos;
        this.beforeStart = beforeStart;
    }

    @Override
    public Engine start(Home home, Settings settings, Engine.Mode mode, CommandRunner commands) {
        return start(home, settings, mode, commands, Optional.empty());
    }

    @Override
    public Engine again(Engine former, Settings settings, Engine.Mode mode, CommandRunner commands) {
        Optional<Sessions> signedIn = former.console().map(Console::sessions);
        former.close();
        return start(former.home(), settings, mode, commands, signedIn);
    }

    private Engine start(
            Home home, Settings settings, Engine.Mode mode, CommandRunner commands, Optional<Sessions> signedIn) {
        LogSetup.apply(settings);
        Store store = Store.unopened(
                settings.databaseUrl(),
                settings.optional("database.user").orElse("sa"),
                settings.optional("database.password").orElse(""),
                clock);
        BackgroundTask opening = BackgroundTask.begin("open-database", () -> open(store, settings));
        try {
            CamelContext context = new RouteContext();
            beforeStart.accept(context);
            store.fence().endsWhen(() -> context.getInflightRepository().size() == 0);
            ConnectionStore connection = store.forConnection(settings.text("connection.name"));
            EngineParts parts = parts(
                    new Basics(home, settings, connection, context, clock, nanos), store, opening::await, signedIn);
            CamelEngine engine = CamelEngine.start(parts, mode, commands);
            store.whenLost(engine::databaseLost);
            return engine;
        } catch (RuntimeException e) {
            try (store) {
                opening.await(); // a database that can't be used is reported first
            }
            throw e;
        }
    }

    /** What routes may name, by name: the parts, and the ledger for their {@code sql:}. */
    static Map<String, Object> beans(BusinessParts business, Store store) {
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("dataSource", store.dataSource());
        business.bindTo(beans::put);
        return beans;
    }

    private EngineParts parts(Basics basics, Store store, Runnable opened, Optional<Sessions> signedIn) {
        Rules rules = Rules.of(basics);
        Watches watches = Watches.of(basics);
        watches.room().ifPresent(room -> store.refusedBy(room::nearlyFull));
        Warnings warnings = new Warnings();
        BusinessParts business = BusinessWiring.make(basics, rules, watches, warnings);
        Map<String, Object> beans = beans(business, store);
        SetupFindings findings = new SetupFindings(
                basics,
                rules,
                business.connectors().xero().access(),
                business.overdue().work().warnings(),
                business.hooks().figures()::warnings);
        CopyParts.Work work = business.copy().work();
        return new EngineParts(
                new EngineParts.Site(
                        basics.home(),
                        basics.settings(),
                        clock,
                        new KnownZone(rules.zone(), basics.settings().zoneHere()),
                        basics.context(),
                        ServerBounds.ofThisProcess(AssistantDoor.isOn(basics.settings())),
                        signedIn),
                beans,
                new EngineParts.Services(
                        work.copyService(),
                        business.billing().billingService(),
                        business.reconcile().reconciliations(),
                        business.overdue().work().desk(),
                        business.review().desk(),
                        business.contacts().desk(),
                        MendWiring.make(
                                basics,
                                rules,
                                business.copy(),
                                business.finalizing().draftFinalizer(),
                                new MendDeskFactory.People(
                                        business.contacts().desk(),
                                        business.review().desk().agreements())),
                        business.connectors().startingOver(),
                        ConsentAdapters.of(business.connectors()),
                        business.hooks().desk(),
                        BooksWiring.make(
                                basics.store(),
                                business.reconcile(),
                                business.profit(),
                                new InvoicesWiring(basics, rules).purchases()),
                        business.monthEnd(),
                        business.payroll(),
                        new DefaultSetupDesk(basics.store(), basics.routes()),
                        new AssistantRecords(
                                new DefaultAssistantLog(basics.store()),
                                new DefaultProposalShelf(basics.store()),
                                new InvoicesWiring(basics, rules).work())),
                new EngineParts.Observed(
                        work.vitals(),
                        work.progress(),
                        watches.room(),
                        Optional.of(watches.clock()),
                        work.cycle().pause()::lookAtRoom,
                        meters(store, business)),
                new EngineParts.Findings(findings::checks, findings::warnings, warnings),
                new EngineParts.Database(store.dataSource(), leaderLock(basics.store()), opened, List.of(store)));
    }

    private static List<MeterBinder> meters(Store store, BusinessParts business) {
        List<MeterBinder> meters = new ArrayList<>(business.connectors().meters());
        meters.add(business.copy().meters());
        meters.add(store.poolMeters());
        meters.add(business.hooks().figures().meters());
        return meters;
    }

    private static LeaderLock leaderLock(ConnectionStore store) {
        ConnectionLock lock = new ConnectionLock(store);
        return new LeaderLock() {
            @Override
            public String connection() {
                return store.connection();
            }

            @Override
            public boolean take() {
                return lock.take();
            }

            @Override
            public void giveBack() {
                lock.giveBack();
            }

            @Override
            public Optional<String> overtaken() {
                return store.fence().overtaken();
            }

            @Override
            public boolean isEnding() {
                return store.fence().isEnding();
            }
        };
    }

    private static void open(Store store, Settings settings) {
        String refused = "The database " + settings.databaseAddress() + " could not be opened (";
        try {
            store.open();
        } catch (UnfitDatabaseException e) {
            String sentence = refused + e.getMessage() + "): " + e.remedy();
            throw e.isPassing() ? new SideException(sentence, e) : new SettingsException(sentence);
        } catch (RuntimeException e) {
            Optional<DiskRoom> full = DiskRoom.of(settings)
                    .filter(room -> room.isFull() || room.nearlyFull().isPresent());
            if (full.isPresent()) {
                String why = DatabaseTrouble.shortOfRoom(e).isPresent() ? "" : " (" + rootCause(e) + ")";
                throw new SideException(
                        "The database " + settings.databaseAddress() + " is not opened" + why + ": only "
                                + full.get().freeBytes() / 1_000_000 + " MB are free below "
                                + full.get().folder() + "; make room there, then start again.",
                        e);
            }
            throw new SettingsException(refused + rootCause(e)
                    + "): check database.url, database.user and database.password, and that the server runs.");
        }
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
