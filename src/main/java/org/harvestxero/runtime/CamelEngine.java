package org.harvestxero.runtime;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMain;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.Check;
import org.harvestxero.api.Consent;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.Progress;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Warning;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.monitoring.DiskRoom;
import org.harvestxero.monitoring.ProgressWatch;
import org.harvestxero.runtime.route.RouteCheck;
import org.harvestxero.runtime.route.RouteDeployer;
import org.harvestxero.runtime.route.RoutePolicy;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program on Camel: routes checked before anything starts, triggers at rest until this process owns the connection. */
public final class CamelEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(CamelEngine.class);
    /** An exit code that has the service manager start anew. */
    private static final int DATABASE_LOST = 3;

    private final EngineParts parts;
    private final Mode mode;
    private final RoutePolicy policy;
    private final Progress progress;
    private final CountDownLatch over = new CountDownLatch(1);
    private final RouteCheck check;
    private final RouteSelection selection;
    private final CopyService copyService;
    private final BillingService billingService;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final EngineMonitor monitor;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable String> lost = new AtomicReference<>();
    private @Nullable RouteDeployer deployer;
    private @Nullable BoundedServer server;
    private volatile @Nullable Leadership leadership;
    private volatile @Nullable RunningProcess running;

    private CamelEngine(EngineParts parts, Mode mode) {
        this.parts = parts;
        this.mode = mode;
        this.progress = parts.observed().progress();
        this.monitor = new EngineMonitor(parts);
        parts.findings().all().from(this::warningsWithRemedies);
        this.policy = RoutePolicy.of(parts.settings());
        this.check = new RouteCheck(
                parts.beans(),
                parts.settings().placeholders(),
                policy,
                parts.home().folder());
        this.selection = new RouteSelection(parts, policy, check);
        LeaderGuard leader = new LeaderGuard(parts.database().leaderLock(), mode.serves());
        this.copyService = new ExclusiveCopyService(parts.services().copyService(), leader, monitor::look);
        this.billingService = new ExclusiveBillingService(parts.services().billingService(), leader);
    }

    /**
     * @param commands carries out what other processes of this home ask for; once the loopback server listens
     * @throws SettingsException when a route, an option or the port can't be used; nothing is left running then, and what is owned
     *     stays open
     */
    public static CamelEngine start(EngineParts parts, Mode mode, CommandRunner commands) {
        parts.beans().forEach(parts.context().getRegistry()::bind);
        CamelEngine engine = new CamelEngine(parts, mode);
        if (mode == Mode.BEANS) {
            parts.database().opened().run();
            parts.home().closeToOthers(); // the database's file, which was made just now
            return engine;
        }
        long began = System.nanoTime();
        engine.askForPort();
        RouteSelection.Chosen chosen = engine.selection.choose();
        BackgroundTask checking = BackgroundTask.begin("check-routes", () -> engine.selection.check(chosen));
        try {
            engine.startCamel(chosen, checking);
            if (mode.serves()) {
                engine.startRunning(commands);
                LOG.info(
                        "Ready in {} ms on http://{}/health, home {}",
                        Duration.ofNanos(System.nanoTime() - began).toMillis(),
                        ListenAddress.of(parts.settings()),
                        parts.home());
            }
            return engine;
        } catch (Exception e) {
            engine.closeOpened();
            checking.await(); // says more of a route that can't be built
            if (e instanceof SettingsException settings) {
                throw settings;
            }
            throw new SettingsException("Could not start: " + RouteCheck.reason(e));
        }
    }

    private void askForPort() {
        if (mode.serves()) {
            ListenAddress.of(parts.settings()).problem().ifPresent(problem -> {
                throw new SettingsException(problem + ": set http.port in "
                        + parts.home().properties() + " to a free one, or stop the other program.");
            });
        }
    }

    /** Builds the routes while they are checked; none is started before they have passed and the database is open. */
    private void startCamel(RouteSelection.Chosen chosen, BackgroundTask checking) {
        CamelContext context = parts.context();
        CamelSetup setup = new CamelSetup(parts, mode);
        setup.prepare(policy);
        RouteDeployer routes = new RouteDeployer(context, check, chosen.files(), selection::keep);
        if (chosen.refused() != null) {
            routes.begin(chosen.instead(), chosen.refused());
        }
        deployer = routes;
        if (mode.serves()) {
            server = setup.addServer();
            monitor.bindHealth();
        }
        SimpleMain camel = setup.main();
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport main) {
                try {
                    routes.load();
                } catch (Exception e) {
                    throw new SettingsException("Could not load the routes: " + RouteCheck.reason(e));
                }
            }
        });
        opened.push(parts.database().leaderLock()::giveBack); // after the last exchange has ended
        opened.push(camel::stop);
        camel.init();
        context.init();
        parts.database().opened().run();
        parts.home().closeToOthers(); // the database's file, which may have been made just now
        checking.await();
        selection.keep(chosen.files());
        camel.start();
        addWatch(context);
    }

    private void addWatch(CamelContext context) {
        try {
            context.addService(new ProgressWatch(context, progress, System::nanoTime));
        } catch (Exception e) {
            throw new IllegalStateException("Nobody can watch how far the work comes", e);
        }
    }

    private void reschedule(QuartzComponent quartz) {
        try {
            Triggers.reschedule(quartz.getScheduler(), Date.from(parts.clock().instant()));
        } catch (SchedulerException e) {
            throw new IllegalStateException("The schedules could not be reckoned anew", e);
        }
    }

    private Optional<DiskRoom> room() {
        return parts.observed().room();
    }

    private void startRunning(CommandRunner commands) throws Exception {
        CamelContext context = parts.context();
        ListenAddress listening = ListenAddress.of(parts.settings());
        LoopbackServer.Doors doors = LoopbackServer.Doors.of(listening, parts.settings());
        PrometheusMeterRegistry metrics = context.getRegistry().findSingleByType(PrometheusMeterRegistry.class);
        monitor.publish(metrics, opened::push);
        monitor.offerJmx(this, Objects.requireNonNull(deployer), opened::push);
        int port = listening.port();
        ControlFile runFile = ControlFile.forThisProcess(listening);
        new LoopbackServer(runFile, doors, metrics, this, commands, progress, Objects.requireNonNull(server))
                .install(VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port)));
        context.addService(deployer);
        if (mode == Mode.RUN) {
            QuartzComponent quartz = context.getComponent("quartz", QuartzComponent.class);
            ClockWatch clock = parts.observed().clockWatch().orElse(null);
            if (clock != null) {
                clock.onJump(by -> reschedule(quartz));
                context.addService(new EachSecond(context, "clock", clock::look));
            }
            if (room().isPresent()) {
                context.addService(
                        new EachSecond(context, "room", parts.observed().roomLook()));
            }
            Leadership looking =
                    new Leadership(context, parts.database().leaderLock(), quartz::getScheduler, copyService::begin);
            leadership = looking;
            context.addService(looking);
        }
        opened.push(() -> ControlFile.delete(parts.home()));
        running = new RunningProcess(
                ProcessHandle.current().pid(), port, parts.clock().instant(), false);
        runFile.write(parts.home());
        if (mode == Mode.RUN) {
            StartArchive.begin(parts.home(), parts.settings().number("disk.reserve"))
                    .ifPresent(opened::push);
        }
        Thread hook = new Thread(this::close, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public Home home() {
        return parts.home();
    }

    @Override
    public Settings settings() {
        return parts.settings();
    }

    @Override
    public BillingDesk people() {
        return parts.services().desk();
    }

    @Override
    public CopyService copyService() {
        return copyService;
    }

    @Override
    public BillingService billingService() {
        return billingService;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>(new LocalChecks(parts.home(), parts.settings(), parts.clock())
                .all(parts.database().dataSource(), check, mode.serves()));
        checks.addAll(parts.findings().checks().get());
        return checks;
    }

    @Override
    public List<Consent> consents() {
        return parts.services().consents();
    }

    @Override
    public void mayStartOver() {
        if (mode.serves() || !parts.database().leaderLock().take()) {
            throw new SettingsException(
                    "The connection " + parts.database().leaderLock().connection()
                            + " is being worked: stop harvest-xero run, then start over.");
        }
        parts.database().leaderLock().giveBack();
    }

    @Override
    public String startOver(String who) {
        mayStartOver();
        if (!parts.database().leaderLock().take()) {
            throw new SettingsException("Another process has begun to work the connection: stop it, then start over.");
        }
        try {
            return parts.services().startingOver().startOver(who);
        } finally {
            parts.database().leaderLock().giveBack();
        }
    }

    @Override
    public boolean routesRun() {
        return mode != Mode.BEANS;
    }

    @Override
    public Optional<RunningProcess> running() {
        Leadership looking = leadership;
        return Optional.ofNullable(running).map(process -> process.working(looking != null && looking.owning()));
    }

    @Override
    public List<String> warnings() {
        return warningsWithRemedies().stream().map(Warning::sentence).toList();
    }

    private List<Warning> warningsWithRemedies() {
        List<Warning> warnings = new ArrayList<>();
        parts.database()
                .leaderLock()
                .overtaken()
                .ifPresent(why -> warnings.add(new Warning(
                        "This process stands by: " + why,
                        "Nothing: it is a candidate again once all it had under way has ended.")));
        RouteDeployer routes = deployer;
        if (routes != null) {
            routes.refusal()
                    .ifPresent(refusal -> warnings.add(new Warning(
                            "Edited routes are not live: " + refusal.getMessage(),
                            "Correct the file; it is in force within seconds then.")));
            routes.told()
                    .forEach(
                            told -> warnings.add(
                                    new Warning(
                                            told,
                                            "Change the files in routes/ as it says, or leave them as they are if that is meant; it counts within seconds.")));
        }
        warnings.addAll(parts.findings().warnings().get());
        return warnings;
    }

    @Override
    public void showProgress(ProgressLine line) {
        progress.whenOver(() -> line.show(""));
        ProgressLine.keepShowing(progress, line::show, over);
    }

    @Override
    public void awaitStop() throws InterruptedException {
        stopped.await();
        String words = lost.get();
        if (words != null) {
            throw new SideException(words, null);
        }
    }

    /** Ends the run: the database is gone for this process. Only a new start knows for sure what it still holds. */
    public void databaseLost(String why) {
        String room = room().map(disk -> " (" + disk.freeBytes() / 1_000_000 + " MB are free on its disk)")
                .orElse("");
        String words = "The database closed itself, because its file could not be written" + room + ": " + why
                + ". This process ends; make room if it is the disk, and the next start goes on from what was saved.";
        if (lost.compareAndSet(null, words)) {
            LOG.error(words);
            StopWithin.endSoon(DATABASE_LOST);
            stopped.countDown();
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ProgressLine.end(over);
        closeOpened();
        parts.database().owned().forEach(CamelEngine::closeQuietly);
        stopped.countDown();
    }

    /** The last opened first; one that fails to close must not keep the others open. */
    private void closeOpened() {
        while (!opened.isEmpty()) {
            closeQuietly(opened.pop());
        }
    }

    private static void closeQuietly(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            LOG.warn("Could not close everything", e);
        }
    }
}
