package org.harvestxero.profit.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.WorkingDays;
import org.junit.jupiter.api.Test;

/** How budgets are used up, month by month, by hand. */
class BurnUpTest {
    private static final WorkingDays DAYS = WorkingDays.mondayToFriday(Holidays.none());
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static BudgetUse use(String used, String lately, boolean monthly) {
        return new BudgetUse(
                new Budget(new Named(1, "Acme"), new Named(11, "Website"), Budget.HOURS, n("100"), monthly),
                n(used),
                new BudgetUse.Pace(n(lately), 20));
    }

    private static TreeMap<YearMonth, BigDecimal> months(String september, String october, String november) {
        return new TreeMap<>(Map.of(
                YearMonth.of(2026, 8), n("0"),
                YearMonth.of(2026, 9), n(september),
                YearMonth.of(2026, 10), n(october),
                YearMonth.of(2026, 11), n(november)));
    }

    @Test
    void monthsAddUpToWhatIsUsedAndThePaceGoesOnUntilTheBudgetIs() {
        BurnUp burn = BurnUp.of(use("60", "20", false), months("10", "20", "15"), TODAY, DAYS);

        assertThat(burn.before()).isEqualByComparingTo("15");
        assertThat(burn.months())
                .extracting(month -> month.month() + " " + month.used() + " " + month.sum())
                .containsExactly("2026-08 0 15", "2026-09 10 25", "2026-10 20 45", "2026-11 15 60");
        // an hour a working day: 10 left in November, 23 in December, 21 in January
        assertThat(burn.coming())
                .extracting(month -> month.month() + " " + month.sum())
                .containsExactly("2026-11 70.00", "2026-12 93.00", "2027-01 114.00");
    }

    @Test
    void aMonthlyBudgetBeginsAnewAndIsForetoldForItsMonth() {
        BurnUp burn = BurnUp.of(use("15", "20", true), months("10", "20", "15"), TODAY, DAYS);

        assertThat(burn.before()).isEqualByComparingTo("0");
        assertThat(burn.months())
                .extracting(month -> month.month() + " " + month.sum())
                .containsExactly("2026-09 10", "2026-10 20", "2026-11 15");
        assertThat(burn.coming())
                .extracting(month -> month.month() + " " + month.sum())
                .containsExactly("2026-11 25.00");
        assertThat(use("15", "20", true).completion(TODAY, null, DAYS))
                .hasValue(new BudgetUse.Completion(LocalDate.of(2026, 11, 30), n("25.00")));
    }

    @Test
    void withoutAPaceNothingComesAndWithoutAnEndNothingIsForetold() {
        assertThat(BurnUp.of(use("60", "0", false), months("1", "1", "1"), TODAY, DAYS)
                        .coming())
                .isEmpty();
        assertThat(use("60", "20", false).completion(TODAY, null, DAYS)).isEmpty();
        assertThat(use("60", "20", false).completion(TODAY, LocalDate.of(2026, 11, 13), DAYS))
                .isEmpty();
        assertThat(use("60", "20", false).completion(TODAY, LocalDate.of(9999, 12, 31), DAYS))
                .isEmpty();
        assertThat(use("60", "20", false).completion(TODAY, LocalDate.of(2026, 11, 20), DAYS))
                .hasValue(new BudgetUse.Completion(LocalDate.of(2026, 11, 20), n("64.00")));
    }

    @Test
    void columnsNeverFallAndEndAtWhatIsUsed() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            TreeMap<YearMonth, BigDecimal> months = new TreeMap<>();
            BigDecimal all = BigDecimal.ZERO;
            for (int month = 1; month <= 11; month++) {
                BigDecimal hours = BigDecimal.valueOf(random.nextInt(3_000), 2);
                months.put(YearMonth.of(2026, month), hours);
                all = all.add(hours);
            }
            BigDecimal used = all.add(BigDecimal.valueOf(random.nextInt(5_000), 2));
            BurnUp burn = BurnUp.of(use(used.toString(), random.nextInt(99) + "", false), months, TODAY, DAYS);
            BigDecimal last = burn.before();
            for (BurnUp.Month month : burn.months()) {
                assertThat(month.sum()).isGreaterThanOrEqualTo(last);
                last = month.sum();
            }
            assertThat(last).as("run %s", i).isEqualByComparingTo(used);
            assertThat(burn.coming()).hasSizeLessThanOrEqualTo(12);
        }
    }
}
