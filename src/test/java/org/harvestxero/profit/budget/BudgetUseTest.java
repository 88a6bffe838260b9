package org.harvestxero.profit.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.WorkingDays;
import org.junit.jupiter.api.Test;

/** Steps and forecasts of budgets, by hand. */
class BudgetUseTest {
    private static final WorkingDays DAYS = WorkingDays.mondayToFriday(Holidays.none());
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);

    private static BudgetUse use(String budget, String used, String lately, boolean monthly) {
        return new BudgetUse(
                new Budget(
                        new Named(1, "Acme"),
                        new Named(11, "Website redesign"),
                        Budget.HOURS,
                        new BigDecimal(budget),
                        monthly),
                new BigDecimal(used),
                new BudgetUse.Pace(new BigDecimal(lately), 20));
    }

    @Test
    void stepsAreReachedToTheCent() {
        assertThat(use("100", "90", "1", false).reached(List.of(100, 50, 90))).containsExactly(50, 90);
        assertThat(use("100", "89.99", "1", false).reached(List.of(50, 90))).containsExactly(50);
        assertThat(use("80", "100", "1", false).percent()).isEqualByComparingTo("125.0");
    }

    @Test
    void aBudgetIsUsedUpAfterAsManyWorkingDaysAsItsRestLastsAtThePace() {
        // 28 hours left at 2 hours a working day: 14 working days after 30 November
        assertThat(use("100", "72", "40", false).usedUp(MONDAY, DAYS)).hasValue(LocalDate.of(2026, 12, 18));
        // 27.5 hours last into the 14th day as well
        assertThat(use("100", "72.5", "40", false).usedUp(MONDAY, DAYS)).hasValue(LocalDate.of(2026, 12, 18));
    }

    @Test
    void nothingIsForetoldWhereThereIsNothingToTellItFrom() {
        assertThat(use("100", "100", "40", false).usedUp(MONDAY, DAYS)).isEmpty();
        assertThat(use("100", "50", "0", false).usedUp(MONDAY, DAYS)).isEmpty();
        assertThat(use("100000", "0", "1", false).usedUp(MONDAY, DAYS)).isEmpty();
        assertThat(use("100", "72", "40", true).usedUp(MONDAY, DAYS)).isEmpty();
        assertThat(use("100", "72", "40", true).usedUp(LocalDate.of(2026, 12, 1), DAYS))
                .hasValue(LocalDate.of(2026, 12, 21));
    }

    @Test
    void theForecastNeverComesBeforeTheRestIsWorkedAndMoreUseNeverPutsItOff() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            BigDecimal budget = BigDecimal.valueOf(1 + random.nextInt(90_000), 2);
            BigDecimal used = BigDecimal.valueOf(random.nextInt(90_000), 2);
            BigDecimal lately = BigDecimal.valueOf(1 + random.nextInt(9_000), 2);
            BudgetUse less = use(budget.toString(), used.toString(), lately.toString(), false);
            BudgetUse more = use(budget.toString(), used.add(BigDecimal.ONE).toString(), lately.toString(), false);
            less.usedUp(MONDAY, DAYS).ifPresent(day -> {
                assertThat(day).isAfter(MONDAY);
                assertThat(DAYS.isWorkingDay(day)).isTrue();
                more.usedUp(MONDAY, DAYS).ifPresent(other -> assertThat(other).isBeforeOrEqualTo(day));
            });
        }
    }

    @Test
    void aProjectMayHaveStepsOfItsOwn() {
        BudgetSteps steps = new BudgetSteps(
                BudgetSteps.parse("100, 50,75"), Map.of("website-redesign", BudgetSteps.parse("80"), "12", List.of()));

        assertThat(steps.of(new Named(11, "Website redesign"))).containsExactly(80);
        assertThat(steps.of(new Named(12, "Poster"))).isEmpty();
        assertThat(steps.of(new Named(13, "Shop"))).containsExactly(50, 75, 100);
        assertThat(steps.strangers(List.of(new Named(11, "Website redesign"), new Named(13, "Shop"))))
                .containsExactly("12");
        assertThat(BudgetSteps.parse("none")).isEmpty();
        assertThatThrownBy(() -> BudgetSteps.parse("50, half"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"half\" is no step");
        assertThatThrownBy(() -> BudgetSteps.parse("0")).isInstanceOf(IllegalArgumentException.class);
    }
}
