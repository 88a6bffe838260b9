package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.api.Budgets;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;
import org.harvestxero.profit.budget.Budget;

/** How much of projects' budgets is used: read from Harvest when somebody asks. */
final class BudgetLook {
    static final String PATH = "/money/budgets";
    private static final BigDecimal FULL = BigDecimal.valueOf(100);

    private final Budgets budgets;
    private final HarvestLook<Budgets.Looked> look;

    BudgetLook(Desk desk, Looks looks) {
        this.budgets = desk.sides().books().budgets();
        this.look = new HarvestLook<>("Budgets", looks.look("budgets"), Budgets.Looked::troubles);
    }

    Answer begin(Asked asked) {
        look.begin(asked.who(), budgets::look);
        asked.session().tell(new Session.Notice(true, "Budgets are being read from Harvest."));
        return new Answer.Elsewhere(PATH);
    }

    Answer live(Asked asked) {
        return Answer.shown("marksLive", "Budgets", look.state(asked.format()));
    }

    Answer show(Asked asked) {
        ReaderFormat format = asked.format();
        Budgets.Looked found = look.found().orElse(null);
        return Answer.shown(
                "budgets",
                "Budgets",
                new EarnedView.Budgets(
                        look.state(format),
                        asked.may(Right.MEND),
                        found != null,
                        found == null
                                ? List.of()
                                : found.lines().stream()
                                        .map(line -> row(line, format))
                                        .toList(),
                        found == null ? List.of() : found.notes()));
    }

    private static EarnedView.Budget row(Budgets.Line line, ReaderFormat format) {
        Budget budget = line.use().budget();
        return new EarnedView.Budget(
                budget.project().name(),
                budget.client().name(),
                amount(budget.amount(), budget, format) + (budget.monthly() ? " a month" : ""),
                amount(line.use().used(), budget, format),
                format.quantity(line.use().percent()) + " %",
                line.use().percent().min(FULL).max(BigDecimal.ZERO).intValue(),
                line.use().left().signum() <= 0
                        ? "used up"
                        : line.usedUp() == null ? "" : "on " + format.date(line.usedUp()));
    }

    private static String amount(BigDecimal amount, Budget budget, ReaderFormat format) {
        return budget.isInHours() ? format.quantity(amount) + " hours" : format.money(amount, budget.unit());
    }
}
