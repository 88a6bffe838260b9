package org.harvestxero.profit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.harvestxero.billing.calendar.WorkingDays;

/**
 * How a budget was used month by month, and how it will be at the pace of late.
 *
 * @param before what was used before the first of the months, or by what no time report shows, such as expenses; 0 of a monthly budget
 * @param months up to the one that runs
 * @param coming expected at the end of the month that runs and of those after it, until the budget is used up
 */
public record BurnUp(BigDecimal before, List<Month> months, List<Month> coming) {
    /** No forecast goes farther. */
    private static final int MOST_COMING = 12;

    public BurnUp {
        months = List.copyOf(months);
        coming = List.copyOf(coming);
    }

    /** @param used in the month @param sum at its end; of a monthly budget the same */
    public record Month(YearMonth month, BigDecimal used, BigDecimal sum) {}

    /**
     * @param shown what was used by month, as Harvest's time reports show it
     * @param today the last day that is in it
     */
    public static BurnUp of(
            BudgetUse use, SortedMap<YearMonth, BigDecimal> shown, LocalDate today, WorkingDays calendar) {
        boolean monthly = use.budget().monthly();
        BigDecimal all = shown.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal before = monthly ? BigDecimal.ZERO : use.used().subtract(all).max(BigDecimal.ZERO);
        List<Month> months = new ArrayList<>();
        BigDecimal sum = before;
        for (var each : shown.entrySet()) {
            sum = monthly ? each.getValue() : sum.add(each.getValue());
            if (sum.signum() != 0 || !months.isEmpty()) {
                months.add(new Month(each.getKey(), each.getValue(), sum));
            }
        }
        return new BurnUp(before, months, coming(use, today, calendar));
    }

    private static List<Month> coming(BudgetUse use, LocalDate today, WorkingDays calendar) {
        List<Month> coming = new ArrayList<>();
        if (use.pace().used().signum() <= 0 || use.pace().days() <= 0) {
            return coming;
        }
        BigDecimal sum = use.used();
        LocalDate from = today.plusDays(1);
        YearMonth month = YearMonth.from(today);
        do {
            BigDecimal more = use.pace().over(days(from, month.atEndOfMonth(), calendar));
            sum = sum.add(more);
            coming.add(new Month(month, more, sum));
            month = month.plusMonths(1);
            from = month.atDay(1);
        } while (!use.budget().monthly() && sum.compareTo(use.budget().amount()) < 0 && coming.size() < MOST_COMING);
        return coming;
    }

    /** Working days, both included. */
    static long days(LocalDate from, LocalDate to, WorkingDays calendar) {
        return to.isBefore(from)
                ? 0
                : from.datesUntil(to.plusDays(1)).filter(calendar::isWorkingDay).count();
    }
}
