package org.harvestxero.runtime;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.quartz.QuartzComponent;
import org.harvestxero.api.CopyService;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsFile;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.console.Console;
import org.harvestxero.console.page.Desk;
import org.harvestxero.mcp.AssistantDoor;
import org.harvestxero.mcp.proposal.ProposalDesk;
import org.harvestxero.mcp.proposal.ProposalTools;
import org.harvestxero.mcp.token.AssistantFile;
import org.harvestxero.mcp.token.Assistants;
import org.harvestxero.mcp.tool.TextTools;
import org.harvestxero.mcp.tool.ToolDesk;
import org.harvestxero.mcp.tool.ToolShelf;
import org.jspecify.annotations.Nullable;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process that stays up has beside its routes: the loopback server, JMX and metrics, live routes, and, where it works the
 * connection, the watch over leadership, clock and disk.
 */
final class ProcessServices {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessServices.class);
    /** The schedule of the copying cycle, by its names in the routes. */
    private static final JobKey COPY = JobKey.jobKey("copy", "triggers");

    private final EngineParts parts;
    private final CamelStart.Started started;
    private final EngineMonitor monitor;
    private final CloseStack closing;
    private final Runnable startAgain;
    private final Optional<XeroWebhook> webhook;
    private volatile @Nullable Leadership leadership;
    private volatile @Nullable RunningProcess process;
    private volatile @Nullable Console console;

    /**
     * @param closing gets what is to be closed with the engine
     * @param startAgain ends the engine, so that it is started again
     */
    ProcessServices(
            EngineParts parts,
            CamelStart.Started started,
            EngineMonitor monitor,
            CloseStack closing,
            Runnable startAgain) {
        this.startAgain = startAgain;
        this.parts = parts;
        this.started = started;
        this.monitor = monitor;
        this.closing = closing;
        this.webhook = parts.settings()
                .optional("xero.webhook-key")
                .map(key -> new XeroWebhook(Secret.of(key), System::nanoTime));
    }

    /**
     * Starts all of it; the control file is written last, since whoever reads it may send commands.
     *
     * @param works whether the process is to work the connection, and not only to stand by
     */
    void start(Engine engine, CommandRunner commands, boolean works) throws Exception {
        CamelContext context = parts.context();
        ListenAddress listening = ListenAddress.of(parts.settings());
        Optional<ServerTls> tls = Objects.requireNonNull(started.server()).tls();
        ControlFile controlFile = ControlFile.forThisProcess(
                listening, tls.map(ServerTls::fingerprint).orElse(""));
        ServerAccess access = ServerAccess.of(listening, controlFile.token(), parts.settings());
        PrometheusMeterRegistry metrics = context.getRegistry().findSingleByType(PrometheusMeterRegistry.class);
        monitor.publish(metrics, closing::push);
        monitor.offerJmx(engine, started.routes(), closing::push);
        boolean searched = Console.isOn(parts.settings()) || AssistantDoor.isOn(parts.settings());
        if (searched) {
            engine.people().invoices().keepLooking();
        }
        listen(engine, commands, access, metrics, listening);
        context.addService(started.routes());
        if (searched) {
            context.addService(
                    new EachSecond(context, "invoices", engine.people().invoices()::look));
        }
        if (AssistantDoor.isOn(parts.settings())) {
            context.addService(new EachSecond(
                    context, "work", parts.services().assistants().work()::look));
        }
        if (works) {
            work(engine.copyService());
        }
        closing.push(() -> ControlFile.delete(parts.home()));
        process = new RunningProcess(
                ProcessHandle.current().pid(), listening.port(), parts.clock().instant(), false);
        controlFile.write(parts.home());
        tls.ifPresent(encrypted ->
                encrypted.onRenewed(fingerprint -> controlFile.with(fingerprint).write(parts.home())));
        if (works) {
            StartArchive.begin(parts.home(), parts.settings().number("disk.reserve"))
                    .ifPresent(closing::push);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "stop"));
    }

    private void listen(
            Engine engine,
            CommandRunner commands,
            ServerAccess access,
            PrometheusMeterRegistry metrics,
            ListenAddress listening) {
        BoundedServer server = Objects.requireNonNull(started.server());
        VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(
                parts.context(), VertxPlatformHttpRouter.getRouterNameFromPort(listening.port()));
        new LoopbackServer(
                        access,
                        metrics,
                        new ControlCommands(engine, commands, parts.observed().progress(), server),
                        server)
                .install(router);
        webhook.ifPresent(hook -> hook.install(router));
        Optional<ToolDesk> tools = tools(engine);
        Optional<ProposalDesk> proposals = tools.map(this::proposals);
        if (Console.isOn(parts.settings())) {
            open(engine, server, router, listening, proposals);
        }
        tools.ifPresent(desk -> proposals.ifPresent(shelf -> letIn(server, router, desk, shelf)));
    }

    private void letIn(BoundedServer server, VertxPlatformHttpRouter router, ToolDesk desk, ProposalDesk proposals) {
        Settings settings = parts.settings();
        ZoneId zone = parts.site().zone().get();
        String version = ProcessServices.class.getPackage().getImplementationVersion();
        AssistantDoor door = new AssistantDoor(
                settings,
                new Assistants(
                        new AssistantFile(settings.path("mcp.tokens-file")),
                        settings.text("connection.name"),
                        zone,
                        parts.clock()),
                ToolShelf.of(
                        desk,
                        new ProposalTools(
                                        proposals,
                                        Optional.ofNullable(console)
                                                .map(Console::address)
                                                .orElse(""))
                                .all()),
                parts.services().assistants().log(),
                new AssistantDoor.Site(
                        zone,
                        version == null ? "0" : version,
                        TextTools.agreement(desk.work().people().agreements()),
                        TextTools.mappings(parts.home().mappings())),
                System::nanoTime);
        closing.push(door);
        door.install(router.vertx(), router, server.connections()::lasts);
    }

    private ProposalDesk proposals(ToolDesk desk) {
        return new ProposalDesk(
                desk,
                parts.services().assistants().proposals(),
                Duration.ofHours(parts.settings().number("mcp.proposal-hours")),
                parts.clock());
    }

    /** What assistants ask; empty where none are let in. */
    private Optional<ToolDesk> tools(Engine engine) {
        return AssistantDoor.isOn(parts.settings())
                ? Optional.of(new ToolDesk(
                        new ToolDesk.Work(
                                engine.copyService(), engine.people(), engine.billingService(), engine.mend()),
                        new ToolDesk.Sides(
                                engine.books(), engine.overdue(), engine.contacts(), engine.reconciliations()),
                        parts.services().assistants().work()))
                : Optional.empty();
    }

    private void open(
            Engine engine,
            BoundedServer server,
            VertxPlatformHttpRouter router,
            ListenAddress listening,
            Optional<ProposalDesk> proposals) {
        Console opened = new Console(
                new Desk(
                        new Desk.Work(
                                engine.copyService(),
                                engine.people(),
                                engine.reconciliations(),
                                engine.billingService(),
                                engine.mend()),
                        new Desk.Watch(
                                parts.observed().vitals(),
                                engine::warnings,
                                monitor::databaseAnswers,
                                () -> running().map(RunningProcess::works).orElse(false)),
                        new Desk.Site(
                                parts.settings(), parts.clock(), parts.site().zone()),
                        new Desk.Sides(engine.books(), engine.overdue(), engine.contacts(), engine.payroll()),
                        new Desk.Setup(
                                engine.setup(),
                                new SettingsFile(parts.settings(), parts.home(), parts.clock()),
                                engine::checks,
                                engine.consents(),
                                startAgain),
                        proposals.map(desk -> new Desk.Assistants(
                                desk, parts.services().assistants().log()))),
                System::nanoTime,
                listening.urlFromHere(),
                parts.site().signedIn());
        closing.push(opened);
        opened.install(router.vertx(), router, server.connections()::lasts);
        console = opened;
    }

    private void work(CopyService copyService) throws Exception {
        CamelContext context = parts.context();
        QuartzComponent quartz = context.getComponent("quartz", QuartzComponent.class);
        ClockWatch clock = parts.observed().clockWatch().orElse(null);
        if (clock != null) {
            clock.onJump(by -> reschedule(quartz));
            context.addService(new EachSecond(context, "clock", clock::look));
        }
        if (parts.observed().room().isPresent()) {
            context.addService(new EachSecond(context, "room", parts.observed().roomLook()));
        }
        Leadership looking =
                new Leadership(context, parts.database().leaderLock(), quartz::getScheduler, copyService::begin);
        leadership = looking;
        context.addService(looking);
        if (webhook.isPresent()) {
            XeroWebhook hook = webhook.get();
            context.addService(new EachSecond(
                    context,
                    "xero-webhook",
                    () -> hook.look(() -> looking.owning() && mayBegin(quartz), () -> beginCycle(quartz))));
        }
    }

    private boolean mayBegin(QuartzComponent quartz) {
        try {
            return parts.observed().progress().read().isEmpty()
                    && quartz.getScheduler().getCurrentlyExecutingJobs().stream()
                            .noneMatch(job -> job.getJobDetail().getKey().equals(COPY));
        } catch (SchedulerException e) {
            throw new IllegalStateException("The schedule can't be asked", e);
        }
    }

    private void beginCycle(QuartzComponent quartz) {
        try {
            quartz.getScheduler().triggerJob(COPY);
        } catch (SchedulerException e) {
            LOG.warn("Xero told of a change, which is looked at on schedule: {}", e.getMessage());
        }
    }

    private void reschedule(QuartzComponent quartz) {
        try {
            Triggers.reschedule(quartz.getScheduler(), Date.from(parts.clock().instant()));
        } catch (SchedulerException e) {
            throw new IllegalStateException("The schedules could not be worked out anew", e);
        }
    }

    /** Empty where settings don't ask for it. */
    Optional<Console> console() {
        return Optional.ofNullable(console);
    }

    /** This process and whether it leads now; empty while it starts. */
    Optional<RunningProcess> running() {
        Leadership looking = leadership;
        return Optional.ofNullable(process).map(each -> each.working(looking != null && looking.owning()));
    }
}
