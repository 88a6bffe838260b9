package org.harvestxero.runtime;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.BooksDesk;
import org.harvestxero.api.Check;
import org.harvestxero.api.Consent;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.Events;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.SetupDesk;
import org.harvestxero.api.Warning;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.console.Console;
import org.harvestxero.runtime.route.RouteCheck;
import org.harvestxero.runtime.route.RoutePolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program on Camel: routes are checked before anything starts, and triggers rest until this process leads. {@link CamelStart} starts
 * Camel, {@link ProcessServices} adds what a process needs that stays up.
 */
public final class CamelEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(CamelEngine.class);

    private final EngineParts parts;
    private final Mode mode;
    private final RouteCheck check;
    private final RouteSelection selection;
    private final CamelStart camelStart;
    private final EngineMonitor monitor;
    private final EngineWarnings warnings;
    private final CopyService copyService;
    private final BillingService billingService;
    private final Reconciliations reconciliations;
    private final OverdueDesk overdue;
    private final MonthEnd monthEnd;
    private final Payroll payroll;
    private final BooksDesk books;
    private final ExclusiveStartOver startOver;
    private final Progress progress;
    private final CountDownLatch progressOver = new CountDownLatch(1);
    private final CloseStack closing = new CloseStack();
    private final EngineEnd end;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable ProcessServices services;

    private CamelEngine(EngineParts parts, Mode mode) {
        this.parts = parts;
        this.mode = mode;
        this.progress = parts.observed().progress();
        this.monitor = new EngineMonitor(parts);
        this.warnings = new EngineWarnings(parts);
        parts.findings().all().from(warnings::all);
        this.end = new EngineEnd(parts.observed().room());
        RoutePolicy policy = RoutePolicy.of(parts.settings());
        this.check = new RouteCheck(
                parts.beans(),
                parts.settings().placeholders(),
                policy,
                parts.home().folder());
        this.selection = new RouteSelection(parts, policy, check);
        this.camelStart = new CamelStart(parts, mode, policy, monitor);
        LeaderGuard leader = new LeaderGuard(parts.database().leaderLock(), mode.serves());
        this.copyService = new ExclusiveCopyService(parts.services().copyService(), leader, monitor::look);
        this.billingService = new ExclusiveBillingService(parts.services().billingService(), leader);
        this.reconciliations = new ExclusiveReconciliations(parts.services().reconciliations(), leader);
        this.overdue = new ExclusiveOverdueDesk(parts.services().overdue(), leader);
        this.monthEnd = new ExclusiveMonthEnd(parts.services().monthEnd(), leader);
        this.payroll = new ExclusivePayroll(parts.services().payroll(), leader);
        this.books = parts.services()
                .books()
                .with(new ExclusiveProfit(parts.services().books().profit(), leader));
        this.startOver = new ExclusiveStartOver(
                parts.database().leaderLock(), parts.services().startingOver(), mode.serves());
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
        engine.start(commands);
        return engine;
    }

    private void start(CommandRunner commands) {
        long began = System.nanoTime();
        camelStart.checkPort();
        RouteSelection.Chosen chosen = selection.choose();
        BackgroundTask checking = BackgroundTask.begin("check-routes", () -> selection.check(chosen));
        try {
            CamelStart.Started started = camelStart.start(selection, chosen, checking, closing);
            warnings.of(started.routes());
            if (mode.serves()) {
                serve(started, commands);
                LOG.info(
                        "Ready in {} ms on {}://{}/health, home {}",
                        Duration.ofNanos(System.nanoTime() - began).toMillis(),
                        ListenAddress.of(parts.settings()).scheme(),
                        ListenAddress.of(parts.settings()),
                        parts.home());
            } else {
                // A command that cron starts again and again: its next start is spared most of the time.
                StartArchive.beginUnlessInVain(parts.home(), parts.settings().number("disk.reserve"))
                        .ifPresent(making -> closing.closeLast(making::finish));
            }
        } catch (Exception e) {
            closing.closeAll();
            checking.await(); // says more of a route that can't be built
            if (e instanceof SettingsException settings) {
                throw settings;
            }
            throw new SettingsException("Could not start: " + RouteCheck.reason(e));
        }
    }

    private void serve(CamelStart.Started started, CommandRunner commands) throws Exception {
        ProcessServices starting = new ProcessServices(parts, started, monitor, closing, this::startAgain);
        services = starting;
        starting.start(this, commands, mode == Mode.RUN);
    }

    @Override
    public Home home() {
        return parts.home();
    }

    @Override
    public ZoneId zone() {
        return parts.site().zone().get();
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
    public Events events() {
        return parts.services().events();
    }

    @Override
    public BooksDesk books() {
        return books;
    }

    @Override
    public CopyService copyService() {
        return copyService;
    }

    @Override
    public ContactDesk contacts() {
        return parts.services().contacts();
    }

    @Override
    public MendDesk mend() {
        return parts.services().mend();
    }

    @Override
    public BillingService billingService() {
        return billingService;
    }

    @Override
    public Reconciliations reconciliations() {
        return reconciliations;
    }

    @Override
    public OverdueDesk overdue() {
        return overdue;
    }

    @Override
    public MonthEnd monthEnd() {
        return monthEnd;
    }

    @Override
    public Payroll payroll() {
        return payroll;
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
        startOver.check();
    }

    @Override
    public String startOver(String who) {
        return startOver.startOver(who);
    }

    @Override
    public boolean routesRun() {
        return mode != Mode.BEANS;
    }

    @Override
    public Optional<RunningProcess> running() {
        ProcessServices running = services;
        return running == null ? Optional.empty() : running.running();
    }

    @Override
    public Optional<Console> console() {
        ProcessServices running = services;
        return running == null ? Optional.empty() : running.console();
    }

    @Override
    public List<String> warnings() {
        return warnings.all().stream().map(Warning::sentence).toList();
    }

    @Override
    public void showProgress(ProgressLine line) {
        progress.whenOver(() -> line.show(""));
        ProgressLine.keepShowing(progress, line::show, progressOver);
    }

    @Override
    public SetupDesk setup() {
        return parts.services().setup();
    }

    /** Ends the wait for its end, so that whoever waits starts it again. */
    void startAgain() {
        end.startAgain();
    }

    @Override
    public boolean startsAgain() {
        return end.startsAgain();
    }

    @Override
    public void awaitStop() throws InterruptedException {
        end.await();
    }

    /** Ends the run, since only a new start can tell for sure what the database still holds. */
    public void databaseLost(String why) {
        end.databaseLost(why);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ProgressLine.end(progressOver);
        closing.closeAll();
        parts.database().owned().forEach(CloseStack::closeQuietly);
        end.stopped();
    }
}
