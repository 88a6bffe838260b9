package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.YearMonth;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harvestxero.api.Budgets;
import org.harvestxero.profit.budget.Budget;
import org.harvestxero.profit.budget.BurnUp;
import org.harvestxero.profit.budget.BurnUp.Month;

/** How a budget was used month by month, and what is to come, for people and for scripts; nothing where that was not read. */
final class BurnUpTexts {
    private BurnUpTexts() {}

    static String text(Budgets.Line line) {
        BurnUp burn = line.outlook().burnUp();
        if (burn == null || burn.months().isEmpty()) {
            return "";
        }
        Budget budget = line.use().budget();
        SortedMap<YearMonth, String[]> rows = new TreeMap<>();
        burn.months()
                .forEach(month -> rows.put(month.month(), new String[] {
                    month.month().toString(),
                    BudgetsCommand.amount(month.used(), budget),
                    BudgetsCommand.amount(month.sum(), budget),
                    ""
                }));
        burn.coming()
                .forEach(month -> rows.computeIfAbsent(month.month(), first ->
                                new String[] {month.month().toString(), "", "", ""})[3] =
                        BudgetsCommand.amount(month.sum(), budget));
        Table table = new Table("MONTH", ">USED IN IT", ">BY ITS END", ">EXPECTED BY ITS END");
        rows.values().forEach(table::row);
        return "\n" + budget.project().name() + ", " + BudgetsCommand.amount(budget.amount(), budget) + " "
                + budget.unit()
                + (budget.monthly() ? " a month" : "")
                + (burn.before().signum() == 0
                        ? ""
                        : ", of it " + BudgetsCommand.amount(burn.before(), budget)
                                + " used before these months or not by time")
                + "\n" + table;
    }

    static void into(ObjectNode node, Budgets.Line line) {
        BurnUp burn = line.outlook().burnUp();
        if (burn == null) {
            return;
        }
        node.put("usedBefore", burn.before());
        node.set("months", JsonOutput.array(burn.months(), BurnUpTexts::month));
        node.set("expected", JsonOutput.array(burn.coming(), BurnUpTexts::month));
    }

    private static ObjectNode month(Month month) {
        return JsonOutput.object()
                .put("month", month.month().toString())
                .put("used", month.used())
                .put("byItsEnd", month.sum());
    }
}
