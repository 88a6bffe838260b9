package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.Budgets;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.event.ClientRef;
import org.harvestxero.event.PartyEvent;
import org.harvestxero.event.ProjectRef;
import org.harvestxero.http.CallException;
import org.harvestxero.journal.JournalSides;
import org.harvestxero.profit.budget.Budget;
import org.harvestxero.profit.budget.BudgetSteps;
import org.harvestxero.profit.budget.BudgetUse;
import org.harvestxero.profit.budget.BurnUp;
import org.harvestxero.profitability.DefaultProfit.Calendar;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.profit.BudgetToldTable.Told;
import org.harvestxero.store.profit.ProfitMailTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks how much of each budget is used, and tells of each step once: an event, and a mail to the project's managers. */
public final class BudgetWatch implements Budgets {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetWatch.class);

    private final ConnectionStore store;
    private final JournalSides sides;
    private final Calendar calendar;
    private final Policy policy;
    private final Standstill standstill;
    private final Supplier<CallBudget> budget;

    /** @param budget begins to count calls */
    public BudgetWatch(
            ConnectionStore store,
            ProducerTemplate routes,
            Calendar calendar,
            Policy policy,
            Standstill standstill,
            Supplier<CallBudget> budget) {
        this.store = store;
        this.sides = new JournalSides(routes);
        this.calendar = calendar;
        this.policy = policy;
        this.standstill = standstill;
        this.budget = budget;
    }

    /** @param mail whether managers are mailed */
    public record Policy(Supplier<BudgetSteps> steps, boolean mail) {}

    /** What stops it, and where trouble goes. */
    public record Standstill(CopyPause pause, CycleTroubles troubles) {}

    @Override
    public Looked look() {
        return look(false);
    }

    @Override
    public Looked lookByMonth() {
        return look(true);
    }

    private Looked look(boolean byMonth) {
        CallBudget calls = budget.get();
        List<Trouble> met = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        try {
            lines.addAll(lines(byMonth));
        } catch (CallException | StoppedException | CamelExecutionException e) {
            met.add(standstill.troubles().note("budgets", e));
        }
        List<String> notes = new ArrayList<>(met.isEmpty() ? strangers(lines) : List.of());
        store.monthEnd().profit().told().mails().troubled().stream()
                .map(mail -> "\"" + mail.words().subject() + "\" to "
                        + mail.words().addresses() + ": "
                        + (mail.state() == ProfitMailTable.State.UNCLEAR
                                ? "may or may not have been sent"
                                : "was not sent")
                        + " (" + mail.note() + ").")
                .forEach(notes::add);
        return new Looked(lines, notes, calls.soFar(), met);
    }

    private List<String> strangers(List<Line> lines) {
        return policy
                .steps()
                .get()
                .strangers(lines.stream()
                        .map(line -> line.use().budget().project())
                        .toList())
                .stream()
                .map(word -> "budget.steps." + word + " is of no active project with a budget in Harvest.")
                .toList();
    }

    private List<Line> lines(boolean byMonth) {
        WorkingDays days = calendar.days().get();
        LocalDate today = calendar.today();
        BudgetSteps steps = policy.steps().get();
        BudgetReader.Read read = new BudgetReader(sides).read(today, days, byMonth);
        return read.uses().stream()
                .sorted(Comparator.comparing(BudgetUse::percent)
                        .reversed()
                        .thenComparing(use -> use.budget().project().name()))
                .map(use -> new Line(
                        use,
                        steps.of(use.budget().project()),
                        use.usedUp(today, days).orElse(null),
                        outlook(use, read, today, days)))
                .toList();
    }

    private static Outlook outlook(BudgetUse use, BudgetReader.Read read, LocalDate today, WorkingDays days) {
        long project = use.budget().project().id();
        SortedMap<YearMonth, BigDecimal> months = read.months().get(project);
        return new Outlook(
                use.completion(today, read.ends().get(project), days).orElse(null),
                months == null ? null : BurnUp.of(use, months, today, days));
    }

    /** What the schedule starts. */
    public void ifDue() {
        if (standstill.pause().isInForce()) {
            return;
        }
        try {
            List<Line> lines = lines(false);
            BudgetMailWriter writer = new BudgetMailWriter(sides, calendar.today());
            lines.forEach(line -> tell(line, writer));
        } catch (CallException | StoppedException | CamelExecutionException e) {
            standstill.troubles().note("budgets", e);
        }
    }

    /** Of several steps that were passed at once the highest is told. */
    private void tell(Line line, BudgetMailWriter writer) {
        Budget of = line.use().budget();
        String span = of.monthly() ? YearMonth.from(calendar.today()).toString() : "";
        Told told = new Told(of.project().id(), span, of.amount());
        List<Integer> reached = line.use().reached(line.steps());
        Set<Integer> known = store.monthEnd().profit().told().budgets().steps(told);
        if (reached.isEmpty() || known.contains(reached.get(reached.size() - 1))) {
            return;
        }
        int step = reached.get(reached.size() - 1);
        List<String> managers = policy.mail() ? writer.managers(of.project().id()) : List.of();
        store.decide(() -> {
            store.monthEnd().profit().told().budgets().add(told, reached);
            store.events().add(event(line.use(), step));
            if (!managers.isEmpty()) {
                store.monthEnd()
                        .profit()
                        .told()
                        .mails()
                        .add(
                                "budget " + of.project().id() + " " + span + " " + step + " of "
                                        + of.amount().stripTrailingZeros().toPlainString(),
                                writer.words(line, step, managers));
            }
        });
        if (policy.mail() && managers.isEmpty()) {
            LOG.warn("Nobody is mailed of the budget of {}: its project has no manager with an address", of.project());
        }
        LOG.info("Budget of {} passed {} %", of.project().name(), step);
    }

    private static PartyEvent.BudgetThreshold event(BudgetUse use, int step) {
        Budget of = use.budget();
        return new PartyEvent.BudgetThreshold(
                new ProjectRef(of.project().id(), of.project().name(), null),
                of.client().id() == 0
                        ? null
                        : new ClientRef(of.client().id(), of.client().name()),
                step,
                use.used(),
                of.amount(),
                of.unit());
    }
}
