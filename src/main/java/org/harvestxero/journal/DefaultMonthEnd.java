package org.harvestxero.journal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.Stop;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.config.agreement.JournalRules;
import org.harvestxero.config.agreement.JournalsFile;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.copy.RunBook;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.http.CallException;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.journal.JournalState;
import org.harvestxero.worth.AgreedPrices;
import org.harvestxero.worth.BaseRates;
import org.harvestxero.worth.BilledAdvances;
import org.harvestxero.worth.UnbilledWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the journals of a month, one run at a time. */
public final class DefaultMonthEnd implements MonthEnd {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultMonthEnd.class);

    private final ConnectionStore store;
    private final JournalSides sides;
    private final WorthSources worth;
    private final Rules rules;
    private final Standstill standstill;
    private final MonthTask task;
    private final Supplier<CallBudget> budget;
    private final Clock clock;
    private final Semaphore running = new Semaphore(1, true);

    /**
     * @param refusals records what is missing from a month that was closed by itself
     * @param budget begins to count calls
     */
    public DefaultMonthEnd(
            ConnectionStore store,
            ProducerTemplate routes,
            WorthSources worth,
            Rules rules,
            Standstill standstill,
            OwnRefusalRecorder refusals,
            Supplier<CallBudget> budget,
            Clock clock) {
        this.store = store;
        this.sides = new JournalSides(routes);
        this.worth = worth;
        this.rules = rules;
        this.standstill = standstill;
        this.task = new MonthTask(store, refusals, clock);
        this.budget = budget;
        this.clock = clock;
    }

    /** @param zone in which months end */
    public record Rules(JournalsFile file, Supplier<ZoneId> zone) {}

    /**
     * What journals of accruals are made from.
     *
     * @param expensesSince first day of expenses that are copied to Xero; null where none is
     */
    public record WorthSources(
            AgreedPrices prices,
            BilledAdvances advances,
            BaseRates rates,
            @Nullable LocalDate expensesSince) {}

    /** What stops it. */
    public record Standstill(CopyPause pause, CycleTroubles troubles) {}

    /** What the schedule starts: the month before, once its day has come, unless its journal stands or a person took it away. */
    public void ifDue() {
        JournalRules inForce = rules.file().rules();
        if (inForce.isNone()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), rules.zone().get());
        YearMonth month = YearMonth.from(today).minusMonths(1);
        if (!inForce.calendar().isDue(month, today)) {
            return;
        }
        List<JournalKind> open = inForce.bookings().keySet().stream()
                .filter(kind -> !isSettled(month, kind))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        if (standstill.pause().isInForce()) {
            LOG.info("The journals of {} wait while the connection is paused", month);
            return;
        }
        Answer answer = run(new Request(month, false, false), open, RunBook.BY_ITSELF);
        answer.journals().forEach(journal -> tell(month, journal));
        if (answer.troubles().isEmpty() && answer.exitCode() != 0) {
            task.tell(month, answer.journals());
        }
    }

    private boolean isSettled(YearMonth month, JournalKind kind) {
        return store.monthEnd().journal().journals().of(month, kind).stream()
                .map(kept -> kept.progress().state())
                .anyMatch(state -> state == JournalState.MADE || state == JournalState.GONE);
    }

    private static void tell(YearMonth month, Journal journal) {
        String message = journal.change().message();
        LOG.info(
                "{} of {}: {} {}, {} entries{}",
                journal.kind().title(),
                month,
                journal.change().outcome().word(),
                journal.whole().veil().hidesTotal()
                        ? "an amount that is pay"
                        : journal.whole().cost().toPlainString(),
                journal.whole().entries(),
                message == null ? "" : "; " + message);
        journal.leftOut()
                .forEach(each -> LOG.warn(
                        "Not in the journal of {}: {} hours, {}. {}",
                        month,
                        each.hours().toPlainString(),
                        each.words(),
                        each.remedy()));
    }

    @Override
    public Answer run(Request request, String who) {
        Answer answer = run(request, JournalKind.own(), who);
        if (!request.dryRun() && answer.exitCode() == 0) {
            task.settle(request.month());
        }
        return answer;
    }

    private Answer run(Request request, List<JournalKind> kinds, String who) {
        JournalRules inForce = rules.file().rules();
        if (inForce.isNone()) {
            throw new DecisionException(
                    "No journal is made: there is no journals.yaml in the home, or all in it is switched off. docs/month-end.md"
                            + " shows one.");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), rules.zone().get());
        if (!request.dryRun() && !request.month().atEndOfMonth().isBefore(today)) {
            throw new DecisionException(
                    request.month() + " is not over: give an earlier month, or look with --dry-run.");
        }
        if (!request.dryRun() && standstill.pause().isInForce()) {
            throw new DecisionException(
                    "The connection is paused: let it go on with `harvest-xero resume`, or look with --dry-run.");
        }
        try {
            Stop.ofThisThread().acquire(running);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a run under way", e);
        }
        try {
            return alone(request, inForce, kinds, who);
        } finally {
            running.release();
        }
    }

    /** One kind after the other; one that meets trouble doesn't stop the others. */
    private Answer alone(Request request, JournalRules inForce, List<JournalKind> kinds, String who) {
        CallBudget calls = budget.get();
        List<Journal> journals = new ArrayList<>();
        Map<String, Trouble> troubles = new LinkedHashMap<>();
        try {
            XeroSettings settings = sides.settings();
            JournalSender sender = new JournalSender(store, sides, clock);
            MonthBasis basis = new MonthBasis(
                    store, sides, new JournalBooker(store, sender, request, settings, who), request, settings, who);
            for (JournalKind kind : kinds) {
                Optional<JournalRules.Booking> booking = inForce.booking(kind);
                if (booking.isPresent()) {
                    try {
                        journals.addAll(journals(kind, booking.get(), inForce.choices(), basis));
                    } catch (CallException | CamelExecutionException e) {
                        note(e, troubles);
                    }
                }
            }
        } catch (CallException | StoppedException | CamelExecutionException e) {
            note(e, troubles);
        }
        return new Answer(request.month(), journals, calls.soFar(), List.copyOf(troubles.values()));
    }

    private void note(RuntimeException e, Map<String, Trouble> troubles) {
        Trouble trouble = standstill.troubles().note("month-end", e);
        troubles.putIfAbsent(trouble.message(), trouble);
    }

    private List<Journal> journals(
            JournalKind kind, JournalRules.Booking booking, JournalRules.Choices choices, MonthBasis basis) {
        return switch (kind) {
            case COST -> new CostMonth(basis).run(booking);
            case ACCRUED -> new AccruedMonth(basis, worth.prices()).run(booking, choices.harvestPrices());
            case DEFERRED ->
                new DeferredMonth(basis, worth.advances(), worth.rates(), choices.releaseByHours()).run(booking);
            case EXPENSES -> new ExpensesMonth(basis, worth.rates(), worth.expensesSince()).run(booking);
            case ACCRUED_REVERSAL, EXPENSES_REVERSAL ->
                throw new IllegalArgumentException(kind + " is made with what it takes back");
        };
    }

    @Override
    public UnbilledWork unbilled(LocalDate day) {
        return worth.prices().unbilledAt(day);
    }

    @Override
    public void payShown(YearMonth month, String who) {
        shown("month-end " + month, who);
    }

    @Override
    public Optional<Explained> explain(YearMonth month, JournalKind kind) {
        return new JournalExplanation(store, false).of(month, kind);
    }

    @Override
    public Optional<Explained> explainWithRates(YearMonth month, JournalKind kind, String who) {
        Optional<Explained> found = new JournalExplanation(store, true).of(month, kind);
        if (found.isPresent()) {
            shown("journal " + month + " " + kind.word(), who);
        }
        return found;
    }

    private void shown(String what, String who) {
        store.inTransaction(() -> store.audit().add(who, null, null, "cost-rates-shown", what));
    }
}
