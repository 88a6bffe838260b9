package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.harvest.HarvestBudgetView;
import org.harvestxero.harvest.HarvestBudgetView.Worked;
import org.harvestxero.journal.JournalSides;
import org.harvestxero.profit.budget.Budget;
import org.harvestxero.profit.budget.BudgetUse;

/**
 * Reads from Harvest how much of each project's budget is used: of one for the whole project as Harvest's own report says; of a monthly one
 * from the time of the month, since the report does not say of which span its figure is.
 */
final class BudgetReader {
    /** Four weeks, so that every weekday counts as often. */
    static final int PACE_DAYS = 28;

    private final JournalSides sides;

    BudgetReader(JournalSides sides) {
        this.sides = sides;
    }

    List<BudgetUse> read(LocalDate today, WorkingDays calendar) {
        List<HarvestBudgetView> shown = sides.harvest(HarvestBudgetView.list()).stream()
                .map(HarvestBudgetView::of)
                .filter(view -> view.budget().signum() > 0 && view.project().id() != 0)
                .toList();
        if (shown.isEmpty()) {
            return List.of();
        }
        Map<Long, String> currencies = HarvestBudgetView.currencies(sides.harvest(HarvestBudgetView.projects()));
        LocalDate since = today.minusDays(PACE_DAYS - 1L);
        Map<Long, Worked> lately = worked(since, today);
        Map<Long, Worked> month =
                shown.stream().anyMatch(HarvestBudgetView::monthly) ? worked(today.withDayOfMonth(1), today) : Map.of();
        long days = since.datesUntil(today.plusDays(1))
                .filter(calendar::isWorkingDay)
                .count();
        List<BudgetUse> uses = new ArrayList<>();
        for (HarvestBudgetView view : shown) {
            Budget budget = new Budget(
                    view.client(),
                    view.project(),
                    view.isInMoney() ? currencies.getOrDefault(view.project().id(), "") : Budget.HOURS,
                    view.budget(),
                    view.monthly());
            uses.add(new BudgetUse(
                    budget,
                    view.monthly() ? of(month, view) : view.spent(),
                    new BudgetUse.Pace(of(lately, view), days)));
        }
        return uses;
    }

    private Map<Long, Worked> worked(LocalDate from, LocalDate to) {
        return HarvestBudgetView.worked(sides.harvest(HarvestBudgetView.time(from, to)));
    }

    private static BigDecimal of(Map<Long, Worked> worked, HarvestBudgetView view) {
        Worked of = worked.getOrDefault(view.project().id(), Worked.NOTHING);
        return view.isInMoney() ? of.amount() : of.hours();
    }
}
