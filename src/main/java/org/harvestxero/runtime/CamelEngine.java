package org.harvestxero.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMain;
import org.apache.camel.spi.ManagementAgent;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.Check;
import org.harvestxero.api.Consent;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.Progress;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Warning;
import org.harvestxero.config.Home;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.monitoring.ConnectionControl;
import org.harvestxero.monitoring.ConnectionEvents;
import org.harvestxero.monitoring.ConsentHealth;
import org.harvestxero.monitoring.DatabaseHealth;
import org.harvestxero.monitoring.DatabaseLook;
import org.harvestxero.monitoring.DiskHealth;
import org.harvestxero.monitoring.DiskRoom;
import org.harvestxero.monitoring.LeadHealth;
import org.harvestxero.monitoring.Metrics;
import org.harvestxero.monitoring.PauseHealth;
import org.harvestxero.monitoring.ProgressFigures;
import org.harvestxero.monitoring.ProgressHealth;
import org.harvestxero.monitoring.ProgressWatch;
import org.harvestxero.monitoring.SharedDescriptions;
import org.harvestxero.monitoring.SparseFigures;
import org.harvestxero.runtime.route.FormerNames;
import org.harvestxero.runtime.route.RouteBoundary;
import org.harvestxero.runtime.route.RouteCheck;
import org.harvestxero.runtime.route.RouteCheckCache;
import org.harvestxero.runtime.route.RouteDeployer;
import org.harvestxero.runtime.route.RouteFiles;
import org.harvestxero.runtime.route.RouteLog;
import org.harvestxero.runtime.route.RoutePlaceholders;
import org.harvestxero.runtime.route.RoutePolicy;
import org.harvestxero.runtime.route.RouteRefusedException;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program on Camel: routes checked before anything starts, triggers at rest until this process owns the connection. */
public final class CamelEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(CamelEngine.class);
    /** Less than {@link StopWithin} allows in all. */
    private static final String ROUTES = "routes";

    private static final int STOP_WITHIN_SECONDS = 7;

    /** An exit code that has the service manager start anew. */
    private static final int DATABASE_LOST = 3;

    private static final Duration DATABASE_ANSWERS_WITHIN = Duration.ofSeconds(1);

    private final EngineParts parts;
    private final Mode mode;
    private final RoutePolicy policy;
    private final Progress progress;
    private final CountDownLatch over = new CountDownLatch(1);
    private final RouteCheck check;
    private final LastGood lastGood;
    private final CopyService copyService;
    private final BillingService billingService;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final DatabaseLook database;
    private final Metrics figures;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable String> lost = new AtomicReference<>();
    private @Nullable RouteDeployer deployer;
    private @Nullable BoundedServer server;
    private volatile @Nullable ConnectionEvents events;
    private volatile @Nullable Leadership leadership;
    private volatile @Nullable RunningProcess running;

    private CamelEngine(EngineParts parts, Mode mode) {
        this.parts = parts;
        this.mode = mode;
        this.progress = parts.observed().progress();
        this.lastGood = LastGood.in(parts.home());
        parts.findings().all().from(this::warningsWithRemedies);
        this.policy = RoutePolicy.of(parts.settings());
        this.check = new RouteCheck(
                parts.beans(),
                parts.settings().placeholders(),
                policy,
                parts.home().folder());
        LeaderGuard leader = new LeaderGuard(parts.database().leaderLock(), mode.serves());
        this.copyService = new ExclusiveCopyService(
                parts.services().copyService(),
                leader,
                () -> Optional.ofNullable(events).ifPresent(ConnectionEvents::look));
        this.billingService = new ExclusiveBillingService(parts.services().billingService(), leader);
        this.database = new DatabaseLook(
                parts.database().dataSource(),
                parts.settings().databaseUrl().startsWith("jdbc:h2:"),
                DATABASE_ANSWERS_WITHIN,
                parts.context().getExecutorServiceManager().newSingleThreadExecutor(this, "database-look"));
        this.figures = new Metrics(parts.observed().vitals(), database::answers, parts.clock());
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
        Chosen chosen = engine.chooseFiles();
        Beside checking = Beside.begin("check-routes", () -> engine.check(chosen));
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

    /**
     * The route files to start with.
     *
     * @param refused why they are the last good ones and not those in the folder; null when they are those
     * @param instead those in the folder then; null when they can't be read
     */
    private record Chosen(
            RouteFiles files,
            @Nullable RouteRefusedException refused,
            @Nullable RouteFiles instead) {}

    /**
     * The files in the folder, or the last good ones when those can't be run. The usual ones, which are the last good ones, are
     * checked while the routes are built; edited ones before that.
     */
    private Chosen chooseFiles() {
        askForPort();
        RouteFiles kept = RouteFiles.of(parts.home().routes(), lastGood.texts(ROUTES));
        RouteFiles read = null;
        try {
            read = RouteFiles.read(parts.home().routes());
            if (!kept.texts().isEmpty() && !read.equals(kept)) {
                checkOnce(read, kept);
            }
            return new Chosen(read, null, null);
        } catch (RouteRefusedException e) {
            if (kept.texts().isEmpty()) {
                throw refused(e);
            }
            LOG.error("Routes refused, their last good version in {} runs: {}", lastGood.folder(), e.getMessage());
            return new Chosen(kept, e, read);
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

    /** Where not even the last good ones can be run, what is wrong with those in the folder says more. */
    private void check(Chosen chosen) {
        try {
            checkOnce(chosen.files(), null);
        } catch (RouteRefusedException e) {
            RouteRefusedException first = chosen.refused();
            throw refused(first == null ? e : first);
        }
    }

    private void checkOnce(RouteFiles files, @Nullable RouteFiles ran) {
        Optional<String> mark = RouteCheckCache.mark(files, parts.settings().placeholders(), parts.beans(), policy);
        RouteCheckCache before = new RouteCheckCache(parts.home());
        if (mark.isPresent() && before.passed(mark.get())) {
            return;
        }
        check.check(files, ran);
        mark.ifPresent(before::remember);
    }

    private SettingsException refused(RouteRefusedException e) {
        return new SettingsException("The route file " + parts.home().routes().resolve(e.file()) + " can't be run: "
                + e.reason() + ". Correct it and start again.");
    }

    /** Builds the routes while they are checked; none is started before they have passed and the database is open. */
    private void startCamel(Chosen chosen, Beside checking) {
        CamelContext context = parts.context();
        QuartzComponent quartz = new QuartzComponent();
        quartz.setAutoStartScheduler(false);
        if (!mode.serves()) {
            quartz.setProperties(RouteCheck.idleScheduler());
        }
        context.addComponent("quartz", quartz);
        RoutePlaceholders.useOnly(context, parts.settings().placeholders());
        RouteLog.use(context);
        RouteBoundary.drawn(context);
        FormerNames.understoodBy(context);
        policy.guard(context, parts.home().folder());
        RouteDeployer routes =
                new RouteDeployer(context, check, chosen.files(), live -> lastGood.keepAll(ROUTES, live.named()));
        if (chosen.refused() != null) {
            routes.begin(chosen.instead(), chosen.refused());
        }
        deployer = routes;
        SimpleMain camel = new SimpleMain(context);
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.setInitialProperties(parts.settings().placeholders());
        camel.configure()
                .withName("harvest-xero")
                .withShutdownTimeout(STOP_WITHIN_SECONDS)
                .withUseMdcLogging(false)
                .withJmxEnabled(mode.serves())
                // One MBean per step would take 15 MB; camel.main.jmxManagementMBeansLevel=Default shows them too.
                .withJmxManagementMBeansLevel(ManagementMBeansLevel.RoutesOnly)
                .withRoutesCollectorEnabled(false);
        if (mode.serves()) {
            context.getCamelContextExtension().setManagementMBeanAssembler(new SharedDescriptions(context));
            addServer(context);
            camel.configure()
                    .httpManagementServer()
                    .withEnabled(true)
                    .withHost(parts.settings().text("http.host"))
                    .withPort(parts.settings().number("http.port"))
                    .withHealthCheckEnabled(true)
                    .withHealthPath("/health");
            camel.configure().metrics().withEnabled(true);
            if (parts.settings().text("http.metrics-detail").equals("slim")) {
                camel.setInitialProperties(withoutRouteMetrics(parts.settings().placeholders()));
            }
            context.getRegistry().bind("database-health", new DatabaseHealth(database::answers));
            context.getRegistry().bind("cycle-health", new ProgressHealth(progress));
            context.getRegistry().bind("consent-health", new ConsentHealth(figures::isConsentDead));
            context.getRegistry()
                    .bind(
                            "pause-health",
                            new PauseHealth(database::answers, parts.observed().vitals()::pause));
            context.getRegistry()
                    .bind("lead-health", new LeadHealth(parts.database().leaderLock()));
            room().ifPresent(room -> context.getRegistry().bind("disk-health", new DiskHealth(room)));
        }
        camel.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
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
        lastGood.keepAll(ROUTES, chosen.files().named());
        camel.start();
        addWatch(context);
    }

    /** Found and used by Camel's management server, which would start one without bounds. */
    private void addServer(CamelContext context) {
        BoundedServer bounded = BoundedServer.listening(
                parts.settings().text("http.host"),
                parts.settings().number("http.port"),
                parts.site().bounds());
        server = bounded;
        try {
            context.addService(bounded);
        } catch (Exception e) {
            throw new IllegalStateException("Nobody can serve health, metrics and control", e);
        }
    }

    private void addWatch(CamelContext context) {
        try {
            context.addService(new ProgressWatch(context, progress, System::nanoTime));
        } catch (Exception e) {
            throw new IllegalStateException("Nobody can watch how far the work comes", e);
        }
    }

    /** Camel hears of these by properties alone; who sets one of them by hand is obeyed. */
    private static Properties withoutRouteMetrics(Properties properties) {
        for (String each : List.of("enableRoutePolicy", "enableExchangeEventNotifier", "enableRouteEventNotifier")) {
            properties.putIfAbsent("camel.metrics." + each, "false");
        }
        return properties;
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
        String connection = parts.settings().text("connection.name");
        ListenAddress listening = ListenAddress.of(parts.settings());
        LoopbackServer.Doors doors = LoopbackServer.Doors.of(listening, parts.settings());
        PrometheusMeterRegistry metrics = context.getRegistry().findSingleByType(PrometheusMeterRegistry.class);
        figures.publish(metrics, connection);
        metrics.getPrometheusRegistry().register(new SparseFigures(figures, connection));
        parts.observed().meters().forEach(meters -> meters.bindTo(metrics));
        room().ifPresent(room -> Gauge.builder("harvestxero.disk.free.bytes", room, DiskRoom::freeBytes)
                .description("Bytes free where the database's file grows; below disk.reserve nothing is sent")
                .tag("connection", connection)
                .strongReference(true)
                .register(metrics));
        ProgressFigures progressFigures = new ProgressFigures(progress);
        progressFigures.publish(metrics, connection);
        new JvmMemoryMetrics().bindTo(metrics);
        JvmGcMetrics collections = new JvmGcMetrics();
        opened.push(collections);
        collections.bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new FileDescriptorMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
        offerJmx(context, connection, progressFigures);
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

    private void offerJmx(CamelContext context, String connection, ProgressFigures progressFigures) throws Exception {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            return;
        }
        ObjectName name = new ObjectName("org.harvestxero:type=Connection,name=" + ObjectName.quote(connection));
        ConnectionEvents telling = new ConnectionEvents(
                connection,
                name,
                parts.observed().vitals(),
                database::answers,
                progress,
                parts.clock(),
                () -> context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "jmx-events"));
        opened.push(telling);
        events = telling;
        agent.register(
                ConnectionControl.mbean(
                        new ConnectionControl.Parts(
                                copyService,
                                parts.observed().vitals(),
                                figures,
                                progressFigures,
                                () -> people().reviews(),
                                deployer,
                                this::warnings,
                                () -> room().map(DiskRoom::freeBytes).orElse(-1L),
                                parts.clock()),
                        telling),
                name);
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
