package org.harvestxero.mcp.tool;

import java.math.BigDecimal;
import java.util.Map;
import org.harvestxero.api.Budgets;
import org.harvestxero.console.user.Right;
import org.harvestxero.profit.budget.Budget;
import org.harvestxero.profit.budget.BudgetUse;

/** Tells how much of projects' budgets is used. */
final class BudgetTool {
    private BudgetTool() {}

    /** @param budgets asked at each call */
    static Tool of(Budgets budgets) {
        return new Made(card(), (given, caller) -> {
            Freshly.need(given, "How much of budgets is used");
            Budgets.Looked looked = caller.askSides(budgets::look, found -> Freshly.calls(found.calls()));
            Freshly.refuse(looked.troubles());
            Tool.Reply rows = Sliced.of(looked.lines(), given, caller, "budgets", line -> line(line, caller));
            return rows.behind(
                    new Told(caller.zone()).quotes("notes", looked.notes()).fields());
        });
    }

    private static Tool.Card card() {
        return new Tool.Card(
                "budgets",
                "Budgets of projects",
                "Tells how much of each project's budget in Harvest is used, what is left, and on which day it will be used up at the pace of"
                        + " late; those with the most used first. Harvest has to be read for it: give fresh, which takes a few calls.",
                Right.SEE,
                Tool.Effect.MAY_ASK_SIDES,
                Paged.taking(Shape.object().with("fresh", Freshly.flag())),
                answers());
    }

    private static Shape answers() {
        return Paged.answering(Shape.object()
                .with(
                        "budgets",
                        Shape.list(
                                "One for each project that has one.",
                                Shape.object()
                                        .maybe("project", Shape.quoted("Whose it is."))
                                        .maybe("client", Shape.quoted("Whom it is for."))
                                        .with("in_hours", Shape.flag("Whether its figures are hours, and not money."))
                                        .with("monthly", Shape.flag("Whether it begins anew each month."))
                                        .with("budget", Shape.money("What may be used."))
                                        .with("used", Shape.money("What is."))
                                        .with("left", Shape.money("Below zero where more is used."))
                                        .with("percent", Shape.number("Used, of hundred."))
                                        .with("used_up", Shape.flag("Whether nothing is left."))
                                        .maybe("lasts_until", Shape.day("When it will be used up, as it looks."))))
                .with("notes", Shape.list("What else to know.", Shape.quoted("A note."))));
    }

    private static Map<String, Object> line(Budgets.Line line, Caller caller) {
        BudgetUse use = line.use();
        Budget budget = use.budget();
        return new Told(caller.zone())
                .quoted("project", budget.project().name())
                .quoted("client", budget.client().name())
                .flag("in_hours", budget.isInHours())
                .flag("monthly", budget.monthly())
                .money("budget", budget.amount(), currency(budget))
                .money("used", use.used(), currency(budget))
                .money("left", use.left(), currency(budget))
                .number("percent", use.percent())
                .flag("used_up", use.left().compareTo(BigDecimal.ZERO) <= 0)
                .day("lasts_until", line.usedUp())
                .fields();
    }

    private static String currency(Budget budget) {
        return budget.isInHours() ? "" : budget.unit();
    }
}
