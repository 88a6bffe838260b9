package org.harvestxero.profit.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.calendar.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * What is used of a budget.
 *
 * @param used of the budget; of a monthly one, in the month that runs
 * @param pace what was used lately
 */
public record BudgetUse(Budget budget, BigDecimal used, Pace pace) {
    /** A forecast so many working days ahead is none. */
    private static final int FARTHEST = 1000;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * What was used over some days, today included.
     *
     * @param days that people worked among them
     */
    public record Pace(BigDecimal used, long days) {
        /** What is used in so many working days at it. */
        BigDecimal over(long workingDays) {
            return used.multiply(BigDecimal.valueOf(workingDays))
                    .divide(BigDecimal.valueOf(days), 2, RoundingMode.HALF_UP);
        }
    }

    /** What will be used by a day at the pace of late. */
    public record Completion(LocalDate day, BigDecimal used) {}

    /** Of hundred, to one decimal. */
    public BigDecimal percent() {
        return percentOf(used);
    }

    public BigDecimal left() {
        return budget.amount().subtract(used);
    }

    /** The steps that are reached, the lowest first. @param steps of hundred */
    public List<Integer> reached(List<Integer> steps) {
        return steps.stream()
                .filter(step ->
                        used.multiply(HUNDRED).compareTo(budget.amount().multiply(BigDecimal.valueOf(step))) >= 0)
                .sorted()
                .toList();
    }

    /**
     * What will be used when the project ends, of a monthly budget when the month does. Empty where no end is known, it is past or too
     * far away to tell, and where nothing was worked on lately.
     *
     * @param end of the project; null where Harvest has none
     */
    public Optional<Completion> completion(LocalDate today, @Nullable LocalDate end, WorkingDays calendar) {
        LocalDate day = budget.monthly() ? YearMonth.from(today).atEndOfMonth() : end;
        if (day == null || day.isBefore(today) || day.isAfter(today.plusDays(FARTHEST)) || pace.days() <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Completion(day, used.add(pace.over(BurnUp.days(today.plusDays(1), day, calendar)))));
    }

    /** What part of the budget an amount is, of hundred, to one decimal. */
    public BigDecimal percentOf(BigDecimal amount) {
        return amount.multiply(HUNDRED).divide(budget.amount(), 1, RoundingMode.HALF_UP);
    }

    /**
     * The working day on which the budget is used up at the pace of late. Empty when it is used up already, when nothing was used
     * lately, when that is too far away to tell, and when a monthly one lasts for its month.
     */
    public Optional<LocalDate> usedUp(LocalDate today, WorkingDays calendar) {
        if (left().signum() <= 0 || pace.used().signum() <= 0 || pace.days() <= 0) {
            return Optional.empty();
        }
        BigDecimal days = left().multiply(BigDecimal.valueOf(pace.days())).divide(pace.used(), 0, RoundingMode.CEILING);
        if (days.compareTo(BigDecimal.valueOf(FARTHEST)) > 0) {
            return Optional.empty();
        }
        LocalDate day = calendar.after(today, days.intValueExact());
        return budget.monthly() && day.isAfter(YearMonth.from(today).atEndOfMonth())
                ? Optional.empty()
                : Optional.of(day);
    }
}
