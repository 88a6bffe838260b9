package org.harvestxero.billrun;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Header;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.calendar.WantedPeriod;
import org.harvestxero.commands.Stop;
import org.harvestxero.config.SettingsException;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.copy.RunBook;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.http.CallException;
import org.harvestxero.http.CommandStops;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.xero.XeroGate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bill run at a time, by way of the routes. */
public final class DefaultBillingService implements BillingService {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultBillingService.class);
    private static final String NO_TRIGGER =
            "No mark in Harvest starts a bill: set bill.trigger, bill.trigger-projects or bill.trigger-tasks.";

    private final ProducerTemplate routes;
    private final CopyPause pause;
    private final CycleTroubles troubles;
    private final HarvestGate harvestGate;
    private final XeroGate xeroGate;
    private final Clock clock;
    private final CreditAndRebill creditAndRebill;
    private final ReadyLook readyLook;
    private final RunBook runs;
    private final Semaphore looking = new Semaphore(1, true);
    private volatile RunBook.@Nullable Begun ofSchedule;

    public DefaultBillingService(
            ConnectionStore store,
            ProducerTemplate routes,
            CopyPause pause,
            CycleTroubles troubles,
            HarvestGate harvestGate,
            XeroGate xeroGate,
            Clock clock,
            ReadyLook readyLook) {
        this.readyLook = readyLook;
        this.routes = routes;
        this.pause = pause;
        this.troubles = troubles;
        this.harvestGate = harvestGate;
        this.xeroGate = xeroGate;
        this.clock = clock;
        this.runs = new RunBook(store, this::budget, clock);
        this.creditAndRebill = new CreditAndRebill(store, routes, this, this::budget, clock);
    }

    @Override
    public BillReport bill(BillRequest request, String who) {
        String period = request.period();
        if (period != null) {
            check(period);
        }
        Optional<Trouble> noRoom =
                request.manner() == BillRequest.Manner.DRY_RUN ? Optional.empty() : pause.shortOfRoom();
        if (noRoom.isPresent()) {
            return notBegun(noRoom.get());
        }
        Stop stop = Stop.ofThisThread();
        waitForLooking(stop);
        try {
            RunBook.Begun run = runs.begin(RunBook.BILL, who);
            CallBudget calls = budget();
            BillRun round = CommandStops.send(routes, "direct:bill-periods", request, Map.of("who", who))
                    .getMessage()
                    .getBody(BillRun.class);
            stop.words().map(Trouble::stopped).ifPresent(round::trouble);
            keep(run, round);
            return report(round, calls.soFar());
        } finally {
            looking.release();
        }
    }

    private void waitForLooking(Stop stop) {
        try {
            stop.acquire(looking);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a running look", e);
        }
    }

    private BillReport notBegun(Trouble why) {
        CycleReport.Calls none = budget().soFar();
        return new BillReport(List.of(), List.of(), List.of(), none, Duration.ZERO, List.of(why));
    }

    /** @throws SettingsException when a person named no period */
    private void check(String period) {
        try {
            WantedPeriod.parse(period, clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public BillReport creditAndRebill(String number, boolean evenIfEqual, String who) {
        Optional<Trouble> noRoom = pause.shortOfRoom();
        return noRoom.isPresent() ? notBegun(noRoom.get()) : creditAndRebill.of(number, evenIfEqual, who);
    }

    private CallBudget budget() {
        return CallBudget.command(harvestGate, xeroGate);
    }

    @Override
    public BillReport ready(BillRequest request, String who) {
        boolean dry = request.manner() == BillRequest.Manner.DRY_RUN;
        Optional<Trouble> noRoom = dry ? Optional.empty() : pause.shortOfRoom();
        if (noRoom.isPresent()) {
            return notBegun(noRoom.get());
        }
        if (!readyLook.isOn()) {
            return new BillReport(
                    List.of(), List.of(), List.of(NO_TRIGGER), budget().soFar(), Duration.ZERO, List.of());
        }
        Stop stop = Stop.ofThisThread();
        waitForLooking(stop);
        try {
            return lookForReady(dry, request.client(), who, stop);
        } finally {
            looking.release();
        }
    }

    private BillReport lookForReady(boolean dry, @Nullable String client, String who, Stop stop) {
        CallBudget calls = budget();
        Instant began = clock.instant();
        try {
            ReadyLook.Result found = readyLook.look(dry, client, who, stop::isAsked);
            return new BillReport(
                    found.bills(),
                    found.refused(),
                    found.bills().isEmpty() && found.refused().isEmpty()
                            ? Stream.concat(Stream.of("No new mark in Harvest."), found.notes().stream())
                                    .toList()
                            : found.notes(),
                    calls.soFar(),
                    Duration.between(began, clock.instant()),
                    stop.words().map(Trouble::stopped).stream().toList());
        } catch (CallException | CamelExecutionException e) {
            return new BillReport(
                    List.of(),
                    List.of(),
                    List.of(),
                    calls.soFar(),
                    Duration.between(began, clock.instant()),
                    List.of(troubles.note("ready-work", e)));
        }
    }

    /** What the schedule of marks asks for; false without marks in use, and when {@link #begin} says so. */
    public boolean beginReady() {
        if (!readyLook.isOn()) {
            return false;
        }
        boolean begun = begin();
        if (!begun && !pause.isInForce()) {
            LOG.info("Periods are being billed: marked work is looked for next time");
        }
        return begun;
    }

    /** Looks for marks, between {@link #beginReady} and {@link #end}. */
    public void lookForReady() {
        lookForReady(false, null, "process", Stop.never());
    }

    @Override
    public UnbilledReport unbilled() {
        CallBudget calls = budget();
        try {
            UnbilledWorkRun round = CommandStops.send(routes, "direct:unbilled-work", null, Map.of())
                    .getMessage()
                    .getBody(UnbilledWorkRun.class);
            return new UnbilledReport(
                    round.from(),
                    round.to(),
                    round.rows(),
                    round.ages(),
                    round.ties(),
                    round.differences(),
                    round.notMarked(),
                    round.notes(),
                    calls.soFar(),
                    List.of());
        } catch (CamelExecutionException e) {
            LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
            return new UnbilledReport(
                    today,
                    today,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    calls.soFar(),
                    List.of(troubles.note("unbilled-work", e)));
        }
    }

    /** What the schedule asks for; false while a person has stopped the connection or another run is under way. */
    public boolean begin() {
        if (pause.isInForce()) {
            LOG.info("Nothing is billed while the connection is paused");
            return false;
        }
        boolean begun = looking.tryAcquire();
        if (begun) {
            ofSchedule = runs.begin(RunBook.BILL, RunBook.BY_ITSELF);
        }
        return begun;
    }

    /** @param body what came of it; something else where it did not come that far */
    public void end(@Body @Nullable Object body) {
        RunBook.Begun run = ofSchedule;
        ofSchedule = null;
        looking.release();
        if (run != null && body instanceof BillRun round) {
            keep(run, round);
        }
    }

    private static void keep(RunBook.Begun run, BillRun round) {
        if (round.request().manner() == BillRequest.Manner.DRY_RUN) {
            return;
        }
        int billed = round.bills().size();
        int refused = billed == 0 ? 0 : round.refused().size(); // what is refused at each look is no news
        run.end(billed, refused, billed == 0 ? "" : Counted.of(billed, "period") + " billed", round.troubles());
    }

    /** What is due now. */
    public BillRequest due() {
        return BillRequest.due();
    }

    /** What ended a run as a whole. */
    public void trouble(@Header(BillRun.HEADER) BillRun round, Exception failure) {
        round.trouble(troubles.note("bill-periods", failure));
    }

    private BillReport report(BillRun round, CycleReport.Calls calls) {
        return new BillReport(
                round.bills(),
                round.refused(),
                round.notes(),
                calls,
                Duration.between(round.began(), clock.instant()),
                round.troubles());
    }
}
