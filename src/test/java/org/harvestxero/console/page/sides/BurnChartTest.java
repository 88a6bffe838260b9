package org.harvestxero.console.page.sides;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.api.Budgets;
import org.harvestxero.billing.Named;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.profit.budget.Budget;
import org.harvestxero.profit.budget.BudgetUse;
import org.harvestxero.profit.budget.BurnUp;
import org.junit.jupiter.api.Test;

/** How the use of a budget is drawn, and what stands beside the drawing. */
class BurnChartTest {
    private static final ReaderFormat FORMAT = new ReaderFormat(
            Locale.UK, ZoneOffset.UTC, Clock.fixed(Instant.parse("2026-11-16T12:00:00Z"), ZoneOffset.UTC));

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static Budgets.Line line(Budgets.Outlook outlook) {
        return new Budgets.Line(
                new BudgetUse(
                        new Budget(new Named(1, "Acme"), new Named(11, "<Website>"), Budget.HOURS, n("100"), false),
                        n("60"),
                        new BudgetUse.Pace(n("20"), 20)),
                List.of(50),
                LocalDate.of(2027, 1, 11),
                outlook);
    }

    @Test
    void columnsStandUpToWhatWasUsedBelowTheLineOfTheBudgetWithATableBeside() {
        EarnedView.Burn burn = Objects.requireNonNull(BurnChart.of(
                line(new Budgets.Outlook(
                        new BudgetUse.Completion(LocalDate.of(2026, 12, 31), n("93.00")),
                        new BurnUp(
                                n("15"),
                                List.of(
                                        new BurnUp.Month(YearMonth.of(2026, 10), n("30"), n("45")),
                                        new BurnUp.Month(YearMonth.of(2026, 11), n("15"), n("60"))),
                                List.of(
                                        new BurnUp.Month(YearMonth.of(2026, 11), n("10.00"), n("70.00")),
                                        new BurnUp.Month(YearMonth.of(2026, 12), n("23.00"), n("93.00")),
                                        new BurnUp.Month(YearMonth.of(2027, 1), n("27.00"), n("120.00")))))),
                FORMAT));

        // 120 hours are the tallest column, 150 high; the budget of 100 is a line 125 above the ground
        assertThat(burn.line()).isEqualTo(EarnedView.Burn.GROUND - 125);
        assertThat(burn.columns())
                .extracting(column -> column.used() + " " + column.expected() + " "
                        + column.cells().expected())
                .containsExactly("56 0 ", "75 88 70 hours", "0 116 93 hours", "0 150 120 hours");
        assertThat(burn.words())
                .contains("60 hours of 100 hours used", "15 hours before", "93 hours will be used, 93 %");

        StringOutput page = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.harvestxero.console.template")
                .render("burnUp.jte", Map.of("burn", burn), page);
        assertThat(page.toString())
                .contains("&lt;Website&gt;", "Budget 100 hours", "y1=\"41\"", "height=\"75\"", "<td class=\"amount\"")
                .doesNotContain("<Website>");
    }

    @Test
    void whatWasNotReadByMonthIsNotDrawn() {
        assertThat(BurnChart.of(line(Budgets.Outlook.NONE), FORMAT)).isNull();
        assertThat(BurnChart.of(line(new Budgets.Outlook(null, new BurnUp(n("0"), List.of(), List.of()))), FORMAT))
                .isNull();
    }
}
