package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.junit.jupiter.api.Test;

/** Approved expenses become bills, one a person and month, through the shipped routes over real HTTP. */
class BillsIT {
    @Test
    void ruling26MakesOneGrossDraftBillOfAPersonAndMonth() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch =
                    desk.add(desk.meal(desk.ann).cost("12.40").notes("Lunch").approved());
            desk.add(desk.meal(desk.ann)
                    .on(LocalDate.of(2026, 10, 19))
                    .cost("30.00")
                    .notBillable()
                    .approved());
            desk.add(desk.of("Mileage", desk.ann).units("12.5").approved());
            desk.add(desk.meal(desk.ben).cost("7.77").approved());
            desk.add(desk.meal(desk.ben).cost("99.00").submitted());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(report.troubles()).isEmpty();
            JsonNode bill = desk.bill(desk.number(desk.ann));
            assertThat(bill.path("Status").asText()).isEqualTo("DRAFT");
            assertThat(bill.path("LineAmountTypes").asText()).isEqualTo("Inclusive");
            assertThat(bill.path("Contact").path("Name").asText()).isEqualTo("Ann Archer");
            assertThat(bill.path("DateString").asText()).startsWith("2026-10-19");
            assertThat(bill.path("Total").decimalValue()).isEqualByComparingTo("48.03");
            assertThat(bill.path("TotalTax").decimalValue()).isEqualByComparingTo("7.07");
            assertThat(bill.path("LineItems")).hasSize(3);
            assertThat(bill.path("LineItems").path(0).path("Description").asText())
                    .isEqualTo("2026-10-05 Meals: Lunch ([WEB] Website, Sample Bakery) #" + lunch);
            assertThat(desk.bill(desk.number(desk.ben)).path("Total").decimalValue())
                    .isEqualByComparingTo("7.77");
            assertThat(desk.bills()).hasSize(2);
            assertThat(report.copied().stream().filter(each -> each.kind() == DocumentKind.BILL))
                    .hasSize(2);

            CycleReport again = desk.scenario.once();

            assertThat(again.copied()).isEmpty();
            assertThat(desk.bills()).hasSize(2);
        }
    }

    @Test
    void waitsUntilThePeriodIsOver() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            desk.add(
                    desk.meal(desk.ann).on(LocalDate.of(2026, 11, 2)).cost("10").approved());

            CycleReport report = desk.scenario.once();

            assertThat(desk.bills()).isEmpty();
            assertThat(report.skipped().stream().map(CycleReport.Skipped::reason))
                    .containsExactly("expense-period-open");

            desk.clock.jumpTo("2026-12-01T09:00:00Z");
            desk.scenario.once();

            assertThat(desk.bill("HX-" + desk.ann + "-2026-11").path("Total").decimalValue())
                    .isEqualByComparingTo("10");
        }
    }

    @Test
    void whatNobodyMappedFailsAloneAndGoesOnceItIsMapped() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long taxi = desk.add(desk.of("Transportation", desk.ann).cost("20").approved());
            desk.add(desk.meal(desk.ann).cost("10").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("expense-account-missing");
                assertThat(failed.sourceId()).isEqualTo(taxi);
                assertThat(failed.remedy()).contains("mappings.yaml");
            });
            String number = desk.number(desk.ann);
            assertThat(desk.bill(number).path("Total").decimalValue()).isEqualByComparingTo("10");

            desk.scenario.mappings(ExpenseDesk.MAPPINGS
                    + "    - when: {category: Transportation}\n      use: {account: \"493\", taxType: INPUT2}\n");
            desk.scenario.once();
            CycleReport after = desk.scenario.once();

            assertThat(after.failed()).isEmpty();
            assertThat(desk.bills()).hasSize(1);
            assertThat(desk.bill(number).path("Total").decimalValue()).isEqualByComparingTo("30");
            assertThat(desk.bill(number).path("LineItems")).hasSize(2);
        }
    }

    @Test
    void nothingIsReadWhileExpensesAreNotCopied() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of("expenses.as", "none"))) {
            desk.add(desk.meal(desk.ann).cost("10").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bills()).isEmpty();
            assertThat(desk.scenario.harvest().calls()).doesNotContainKeys("GET /expenses");
        }
    }
}
