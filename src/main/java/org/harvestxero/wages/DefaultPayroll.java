package org.harvestxero.wages;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.Stop;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.config.agreement.PayrollFile;
import org.harvestxero.config.agreement.PayrollRules;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.copy.RunBook;
import org.harvestxero.http.CallException;
import org.harvestxero.http.CommandStops;
import org.harvestxero.http.MissingRouteException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.payroll.PayCalendar;
import org.harvestxero.payroll.PayPeriod;
import org.harvestxero.store.ConnectionStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends approved hours to payroll, one run at a time. */
public final class DefaultPayroll implements Payroll {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultPayroll.class);

    private final ConnectionStore store;
    private final PayrollSides sides;
    private final Rules rules;
    private final Standstill standstill;
    private final Supplier<CallBudget> budget;
    private final Clock clock;
    private final StaffList staff;
    private final Semaphore running = new Semaphore(1, true);

    /** @param budget begins to count calls */
    public DefaultPayroll(
            ConnectionStore store,
            ProducerTemplate routes,
            Rules rules,
            Standstill standstill,
            Supplier<CallBudget> budget,
            Clock clock) {
        this.store = store;
        this.sides = new PayrollSides(routes);
        this.rules = rules;
        this.standstill = standstill;
        this.budget = budget;
        this.clock = clock;
        this.staff = new StaffList(store, sides);
    }

    /** @param zone in which days begin */
    public record Rules(PayrollFile file, Supplier<ZoneId> zone) {}

    /** @param itself whether nobody asked */
    private record Starter(String who, boolean itself) {}

    /** What stops it. */
    public record Standstill(CopyPause pause, CycleTroubles troubles) {}

    /** What the schedule starts: timesheets of the periods that are over, once their day has come; what stands is left to a person. */
    public void ifDue() {
        PayrollRules inForce = rules.file().rules().orElse(null);
        if (inForce == null) {
            return;
        }
        if (standstill.pause().isInForce()) {
            LOG.info("Timesheets for payroll wait while the connection is paused");
            return;
        }
        Answer answer = alone(new Request(null, false, false), inForce, new Starter(RunBook.BY_ITSELF, true));
        long people = answer.unmatched().size()
                + answer.periods().stream()
                        .flatMap(period -> period.sheets().stream())
                        .filter(sheet -> !sheet.isWhole())
                        .count();
        LOG.info(
                "Timesheets for payroll were seen to; {} people need somebody's attention (`payroll` says who and why)",
                people);
    }

    @Override
    public Answer run(Request request, String who) {
        PayrollRules inForce = inForce();
        if (!request.dryRun() && standstill.pause().isInForce()) {
            throw new DecisionException(
                    "The connection is paused: let it go on with `harvest-xero resume`, or look with --dry-run.");
        }
        return alone(request, inForce, new Starter(who, false));
    }

    private PayrollRules inForce() {
        return rules.file()
                .rules()
                .orElseThrow(() -> new DecisionException(
                        "No timesheet is made: there is no payroll.yaml in the home, or it is switched off or refused."
                                + " docs/payroll.md shows one."));
    }

    private Answer alone(Request request, PayrollRules inForce, Starter by) {
        try {
            Stop.ofThisThread().acquire(running);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a run under way", e);
        }
        CallBudget calls = budget.get();
        try {
            PayrollRun.Result result = result(request, inForce, by);
            return new Answer(result.periods(), result.unmatched(), result.notes(), calls.soFar(), List.of());
        } catch (RequestRefusedException e) {
            Trouble trouble = PayrollAccess.isClosed(e)
                    ? PayrollAccess.trouble(e)
                    : standstill.troubles().note("payroll", e);
            return new Answer(List.of(), List.of(), List.of(), calls.soFar(), List.of(trouble));
        } catch (CallException | StoppedException | CamelExecutionException e) {
            Trouble trouble = standstill.troubles().note("payroll", e);
            return new Answer(List.of(), List.of(), List.of(), calls.soFar(), List.of(trouble));
        } finally {
            running.release();
        }
    }

    private PayrollRun.Result result(Request request, PayrollRules inForce, Starter by) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), rules.zone().get());
        PayrollSetup setup = PayrollSetup.read(sides, inForce.region());
        setup.misfit(inForce.region()).ifPresent(words -> {
            throw new DecisionException(words);
        });
        TimesheetRecord record = new TimesheetRecord(store, sides);
        TimesheetDecision decision = new TimesheetDecision(
                record,
                new TimesheetSender(store, sides, record, clock),
                new TimesheetDecision.Manner(
                        request.dryRun(), request.again(), by.itself(), inForce.approve(), by.who()));
        PayrollRun.Result result = new PayrollRun(sides, setup, inForce, decision, record, today)
                .run(
                        periods(setup, request.day(), today, by.itself() ? inForce.daysAfter() : 0),
                        store.monthEnd().payroll().links().employees());
        if (!request.dryRun()) {
            new PayrollNotes(store).keep(result, by.who());
        }
        return result;
    }

    /** Of each pay calendar that somebody has. */
    private static Map<PayCalendar, PayPeriod> periods(
            PayrollSetup setup, @Nullable LocalDate day, LocalDate today, int daysAfter) {
        Map<PayCalendar, PayPeriod> periods = new LinkedHashMap<>();
        for (PayCalendar calendar : setup.calendars()) {
            PayPeriod period = day == null ? calendar.lastBefore(today) : calendar.periodOf(day);
            boolean used = setup.employees().stream()
                    .anyMatch(employee -> calendar.id().equalsIgnoreCase(employee.calendarId()));
            if (used && (day != null || !today.isBefore(period.last().plusDays(daysAfter)))) {
                periods.put(calendar, period);
            }
        }
        return periods;
    }

    @Override
    public List<Staff> employees() {
        return let(() -> staff.list(inForce().region()));
    }

    @Override
    public Staff link(String person, String employee, String who) {
        return let(() -> staff.link(inForce().region(), person, employee, who));
    }

    @Override
    public boolean unlink(String person, String who) {
        return staff.unlink(person, who);
    }

    private static <T> T let(Supplier<T> work) {
        try {
            return work.get();
        } catch (RequestRefusedException e) {
            if (PayrollAccess.isClosed(e)) {
                Trouble trouble = PayrollAccess.trouble(e);
                throw new DecisionException(trouble.message() + " " + trouble.remedy());
            }
            throw e;
        } catch (CamelExecutionException e) {
            if (CommandStops.core(e) instanceof MissingRouteException missing) {
                throw new DecisionException(missing.getMessage() + ". " + MissingRouteException.REMEDY);
            }
            throw e;
        }
    }
}
