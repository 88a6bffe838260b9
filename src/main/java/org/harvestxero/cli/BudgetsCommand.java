package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.harvestxero.api.Budgets;
import org.harvestxero.api.DecisionException;
import org.harvestxero.profit.budget.Budget;
import org.harvestxero.profit.budget.BudgetUse;
import org.harvestxero.profit.budget.BudgetUse.Completion;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "budgets",
        description = {
            "Shows how much of each project's budget in Harvest is used, and when it will be used up at the pace of the last four weeks.",
            "Ends with 3 when Harvest could not be reached."
        })
final class BudgetsCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--by-month",
            description = "Show a year of months, too, and what is to come: twelve of Harvest's reports are read.")
    boolean byMonth;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    BudgetsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.settings().requireForCopying(LocalDate.ofInstant(session.clock().instant(), session.zone()));
        Budgets.Looked looked;
        try {
            Budgets budgets = session.engine(Engine.Mode.ROUTES).books().budgets();
            looked = byMonth ? budgets.lookByMonth() : budgets.look();
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
        if (json) {
            session.print(json(looked));
        } else {
            session.print(text(looked));
        }
        session.err().print(new StatusText(session.textOutput()).troubles(looked.troubles()));
        return looked.troubles().isEmpty() ? 0 : 3;
    }

    private static String text(Budgets.Looked looked) {
        Table table = new Table(
                "PROJECT", "CLIENT", ">BUDGET", ">USED", ">%", ">LEFT", "", "USED UP ON", "TOLD AT", "AT ITS END");
        for (Budgets.Line line : looked.lines()) {
            Budget budget = line.use().budget();
            table.row(
                    budget.project().name(),
                    budget.client().name(),
                    amount(budget.amount(), budget),
                    amount(line.use().used(), budget),
                    line.use().percent().toPlainString(),
                    amount(line.use().left(), budget),
                    budget.unit() + (budget.monthly() ? " a month" : ""),
                    usedUp(line),
                    line.steps().stream().map(step -> step + " %").collect(Collectors.joining(", ")),
                    atEnd(line));
        }
        StringBuilder text = new StringBuilder();
        text.append(looked.lines().isEmpty() ? "No active project has a budget in Harvest.\n" : table.toString());
        looked.notes().forEach(note -> text.append(note).append('\n'));
        looked.lines().forEach(line -> text.append(BurnUpTexts.text(line)));
        return text.toString();
    }

    private static String usedUp(Budgets.Line line) {
        if (line.use().left().signum() <= 0) {
            return "used up";
        }
        return line.usedUp() == null ? "" : line.usedUp().toString();
    }

    private static String atEnd(Budgets.Line line) {
        Completion end = line.outlook().completion();
        return end == null
                ? ""
                : amount(end.used(), line.use().budget()) + " ("
                        + line.use().percentOf(end.used()).toPlainString() + " %) on " + end.day();
    }

    static String amount(BigDecimal amount, Budget budget) {
        return budget.isInHours() ? MonthEndText.hours(amount) : TextOutput.amount(amount, budget.unit());
    }

    private static ObjectNode json(Budgets.Looked looked) {
        ObjectNode node = JsonOutput.object();
        node.set("budgets", JsonOutput.array(looked.lines(), BudgetsCommand::line));
        node.set("notes", JsonOutput.texts(looked.notes()));
        node.set("troubles", JsonOutput.troubles(looked.troubles()));
        return node;
    }

    private static ObjectNode line(Budgets.Line line) {
        BudgetUse use = line.use();
        ObjectNode node = JsonOutput.object()
                .put("projectId", use.budget().project().id())
                .put("project", use.budget().project().name())
                .put("client", use.budget().client().name())
                .put("budget", use.budget().amount())
                .put("used", use.used())
                .put("percent", use.percent())
                .put("left", use.left())
                .put("unit", use.budget().unit())
                .put("monthly", use.budget().monthly())
                .put("usedUpOn", line.usedUp() == null ? null : line.usedUp().toString());
        Completion end = line.outlook().completion();
        node.put("endsOn", end == null ? null : end.day().toString()).put("usedAtEnd", end == null ? null : end.used());
        ArrayNode steps = node.putArray("steps");
        line.steps().forEach(steps::add);
        BurnUpTexts.into(node, line);
        return node;
    }
}
