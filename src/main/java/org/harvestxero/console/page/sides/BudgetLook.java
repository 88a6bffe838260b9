package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.harvestxero.api.Budgets;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;
import org.harvestxero.profit.budget.Budget;
import org.harvestxero.profit.budget.BudgetUse;
import org.jspecify.annotations.Nullable;

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
        look.begin(asked.who(), budgets::lookByMonth);
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
                        found == null
                                ? null
                                : burn(found, asked.value("project").orElse(""), format),
                        found == null ? List.of() : found.notes()));
    }

    /** Of the project that is asked for, else of the one that has used most. */
    private static EarnedView.@Nullable Burn burn(Budgets.Looked found, String project, ReaderFormat format) {
        return found.lines().stream()
                .filter(line -> project.isEmpty()
                        || Long.toString(line.use().budget().project().id()).equals(project))
                .map(line -> BurnChart.of(line, format))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static EarnedView.Budget row(Budgets.Line line, ReaderFormat format) {
        Budget budget = line.use().budget();
        return new EarnedView.Budget(
                budget.project().name(),
                line.outlook().burnUp() == null
                        ? ""
                        : PATH
                                + new AddressEnd()
                                        .with(
                                                "project",
                                                Long.toString(budget.project().id())),
                budget.client().name(),
                amount(budget.amount(), budget, format) + (budget.monthly() ? " a month" : ""),
                amount(line.use().used(), budget, format),
                format.quantity(line.use().percent()) + " %",
                line.use().percent().min(FULL).max(BigDecimal.ZERO).intValue(),
                line.use().left().signum() <= 0
                        ? "used up"
                        : line.usedUp() == null ? "" : "on " + format.date(line.usedUp()),
                end(line, format));
    }

    private static String end(Budgets.Line line, ReaderFormat format) {
        BudgetUse.Completion end = line.outlook().completion();
        return end == null ? "" : format.quantity(line.use().percentOf(end.used())) + " % on " + format.date(end.day());
    }

    static String amount(BigDecimal amount, Budget budget, ReaderFormat format) {
        return budget.isInHours() ? format.quantity(amount) + " hours" : format.money(amount, budget.unit());
    }
}
