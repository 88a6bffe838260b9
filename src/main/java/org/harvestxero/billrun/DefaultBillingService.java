package org.harvestxero.billrun;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Header;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.CreditedInvoice;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.billing.calendar.WantedPeriod;
import org.harvestxero.commands.Stop;
import org.harvestxero.config.SettingsException;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.copy.NamedInvoiceFinder;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.http.CommandStops;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.xero.XeroGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bill run at a time, by way of the routes. */
public final class DefaultBillingService implements BillingService {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultBillingService.class);

    private static final String EQUAL = "Billed anew it would come to the same, line by line, so nothing was done.";
    private static final String EQUAL_REMEDY =
            "Correct the work in Harvest, or the agreement, first; with --even-if-equal it is"
                    + " taken back and billed anew all the same.";

    private final ConnectionStore store;
    private final ProducerTemplate routes;
    private final CopyPause pause;
    private final CycleTroubles troubles;
    private final HarvestGate harvestGate;
    private final XeroGate xeroGate;
    private final Clock clock;
    private final Semaphore looking = new Semaphore(1, true);

    public DefaultBillingService(
            ConnectionStore store,
            ProducerTemplate routes,
            CopyPause pause,
            CycleTroubles troubles,
            HarvestGate harvestGate,
            XeroGate xeroGate,
            Clock clock) {
        this.store = store;
        this.routes = routes;
        this.pause = pause;
        this.troubles = troubles;
        this.harvestGate = harvestGate;
        this.xeroGate = xeroGate;
        this.clock = clock;
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
        try {
            stop.acquire(looking);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a running look", e);
        }
        try {
            CallBudget calls = CallBudget.command(harvestGate, xeroGate);
            BillRun round = CommandStops.send(routes, "direct:bill-periods", request, Map.of("who", who))
                    .getMessage()
                    .getBody(BillRun.class);
            stop.words().map(Trouble::stopped).ifPresent(round::trouble);
            return report(round, calls.soFar());
        } finally {
            looking.release();
        }
    }

    private BillReport notBegun(Trouble why) {
        CycleReport.Calls none = CallBudget.command(harvestGate, xeroGate).soFar();
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
        if (noRoom.isPresent()) {
            return notBegun(noRoom.get());
        }
        Instant began = clock.instant();
        Optional<StoredDraft> draft = named(number).filter(found -> found.state() == DraftState.SENT);
        if (draft.isPresent() && !evenIfEqual) {
            BillReport compared =
                    bill(again(draft.get().period(), Long.toString(draft.get().clientId())), who);
            if (!compared.troubles().isEmpty() || !compared.refused().isEmpty()) {
                return compared;
            }
            if (compared.bills().stream().allMatch(bill -> bill.differences().isEmpty())) {
                return refused(number, EQUAL, EQUAL_REMEDY, compared);
            }
        }
        CallBudget calls = CallBudget.command(harvestGate, xeroGate);
        CreditedInvoice credited = CommandStops.send(routes, "direct:credit-invoice", number, Map.of("who", who))
                .getMessage()
                .getBody(CreditedInvoice.class);
        if (credited.refused() == null) {
            Optional<StoredDraft> taken = named(number);
            String client = taken.map(found -> Long.toString(found.clientId())).orElse(credited.client());
            BillReport anew = bill(again(credited.period(), client), who);
            return taken.map(found -> unlessOthersStand(found, anew)).orElse(anew);
        }
        return new BillReport(
                List.of(),
                List.of(new BillReport.Refused(
                        "Invoice " + number, credited.refused(), String.valueOf(credited.remedy()))),
                List.of(),
                calls.soFar(),
                Duration.between(began, clock.instant()),
                List.of());
    }

    /** The draft a person means; empty where there is none or it isn't clear, which whoever takes it back says. */
    private Optional<StoredDraft> named(String number) {
        try {
            return new NamedInvoiceFinder(store).draft(number);
        } catch (DecisionException e) {
            return Optional.empty();
        }
    }

    /** A period is billed anew as a whole or not at all; a person is told when it was not. */
    private BillReport unlessOthersStand(StoredDraft taken, BillReport anew) {
        List<String> others = store.drafts().ofRun(taken.runId()).stream()
                .filter(other -> other.id() != taken.id() && other.state().holdsItsWork())
                .map(other -> other.number() == null ? "draft " + PublicIds.draft(other.id()) : other.number())
                .toList();
        if (others.isEmpty()) {
            return anew;
        }
        List<BillReport.Refused> refused = new ArrayList<>(anew.refused());
        refused.add(new BillReport.Refused(
                "Invoice " + taken.number(),
                "It is taken back, but " + taken.period() + " of " + taken.clientName()
                        + " has other invoices that stand (" + String.join(", ", others)
                        + "), so the period is not billed anew.",
                "Its hours and expenses come with the next bill, its fees don't. To bill the whole period anew, take back"
                        + " the others too."));
        return new BillReport(anew.bills(), refused, anew.notes(), anew.calls(), anew.took(), anew.troubles());
    }

    private static BillRequest again(String period, String client) {
        return new BillRequest(period, client, BillRequest.Manner.FOR_REAL);
    }

    private static BillReport refused(String number, String why, String remedy, BillReport found) {
        return new BillReport(
                List.of(),
                List.of(new BillReport.Refused("Invoice " + number, why, remedy)),
                found.notes(),
                found.calls(),
                found.took(),
                List.of());
    }

    @Override
    public UnbilledReport unbilled() {
        CallBudget calls = CallBudget.command(harvestGate, xeroGate);
        try {
            UnbilledWorkRun round = CommandStops.send(routes, "direct:unbilled-work", null, Map.of())
                    .getMessage()
                    .getBody(UnbilledWorkRun.class);
            return new UnbilledReport(
                    round.from(),
                    round.to(),
                    round.rows(),
                    round.ties(),
                    round.differences(),
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
        return looking.tryAcquire();
    }

    public void end() {
        looking.release();
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
