package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.harvest.HarvestBudgetView;
import org.harvestxero.harvest.HarvestBudgetView.Worked;
import org.harvestxero.harvest.HarvestElement;
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

    /** As many reports of the hundred that Harvest answers in a quarter of an hour. */
    private static final int MONTHS = 12;

    private final JournalSides sides;

    BudgetReader(JournalSides sides) {
        this.sides = sides;
    }

    /** @param uses by project, with the days on which projects end, and what was used month by month where that was asked for */
    record Read(List<BudgetUse> uses, Map<Long, LocalDate> ends, Map<Long, SortedMap<YearMonth, BigDecimal>> months) {
        static final Read NOTHING = new Read(List.of(), Map.of(), Map.of());
    }

    /** @param byMonth whether a year of months is read as well: a report each */
    Read read(LocalDate today, WorkingDays calendar, boolean byMonth) {
        List<HarvestBudgetView> shown = sides.harvest(HarvestBudgetView.list()).stream()
                .map(HarvestBudgetView::of)
                .filter(view -> view.budget().signum() > 0 && view.project().id() != 0)
                .toList();
        if (shown.isEmpty()) {
            return Read.NOTHING;
        }
        List<HarvestElement> projects = sides.harvest(HarvestBudgetView.projects());
        Map<Long, String> currencies = HarvestBudgetView.currencies(projects);
        LocalDate since = today.minusDays(PACE_DAYS - 1L);
        Map<Long, Worked> lately = worked(since, today);
        Map<YearMonth, Map<Long, Worked>> months = months(today, byMonth, shown);
        Map<Long, Worked> month = months.getOrDefault(YearMonth.from(today), Map.of());
        long days = since.datesUntil(today.plusDays(1))
                .filter(calendar::isWorkingDay)
                .count();
        List<BudgetUse> uses = new ArrayList<>();
        Map<Long, SortedMap<YearMonth, BigDecimal>> used = new HashMap<>();
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
            if (byMonth) {
                SortedMap<YearMonth, BigDecimal> of = new TreeMap<>();
                months.forEach((each, worked) -> of.put(each, of(worked, view)));
                used.put(view.project().id(), of);
            }
        }
        return new Read(uses, HarvestBudgetView.ends(projects), used);
    }

    /** A year of them, or the one that runs where a monthly budget needs it. */
    private Map<YearMonth, Map<Long, Worked>> months(LocalDate today, boolean byMonth, List<HarvestBudgetView> shown) {
        YearMonth running = YearMonth.from(today);
        Map<YearMonth, Map<Long, Worked>> months = new HashMap<>();
        if (byMonth || shown.stream().anyMatch(HarvestBudgetView::monthly)) {
            months.put(running, worked(today.withDayOfMonth(1), today));
        }
        for (int back = 1; byMonth && back < MONTHS; back++) {
            YearMonth month = running.minusMonths(back);
            months.put(month, worked(month.atDay(1), month.atEndOfMonth()));
        }
        return months;
    }

    private Map<Long, Worked> worked(LocalDate from, LocalDate to) {
        return HarvestBudgetView.worked(sides.harvest(HarvestBudgetView.time(from, to)));
    }

    private static BigDecimal of(Map<Long, Worked> worked, HarvestBudgetView view) {
        Worked of = worked.getOrDefault(view.project().id(), Worked.NOTHING);
        return view.isInMoney() ? of.amount() : of.hours();
    }
}
