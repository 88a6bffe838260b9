package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.harvestxero.api.CycleReport;
import org.junit.jupiter.api.Test;

/** What changes in Harvest afterwards follows as long as nobody approved the bill in Xero. */
class LaterChangesIT {
    private static String id(ExpenseDesk desk) {
        return desk.bill(desk.number(desk.ann)).path("InvoiceID").asText();
    }

    private static void approveInXero(ExpenseDesk desk) {
        desk.scenario.xero().editInvoice(id(desk), ExpenseDesk.fields().put("Status", "AUTHORISED"));
    }

    @Test
    void anEditAndAnUnapprovalChangeADraftBill() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            long dinner = desk.add(desk.meal(desk.ann).cost("40").approved());
            desk.scenario.once();

            desk.scenario.harvest().edit("/expenses/" + dinner, Map.of("total_cost", new BigDecimal("44")));
            desk.scenario.once();

            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("56");

            desk.scenario.harvest().unapprove(lunch);
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann)).path("LineItems")).hasSize(1);
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("44");

            desk.scenario.harvest().approve(lunch);
            desk.scenario.once();

            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("56");
            assertThat(desk.bills()).hasSize(1);
        }
    }

    @Test
    void aBillOfWhichNothingIsLeftIsDeletedAndMadeAnewLater() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();

            desk.scenario.harvest().unapprove(lunch);
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann)).path("Status").asText()).isEqualTo("DELETED");

            desk.scenario.harvest().approve(lunch);
            CycleReport again = desk.scenario.once();

            assertThat(again.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann) + "-2").path("Status").asText())
                    .isEqualTo("DRAFT");
        }
    }

    @Test
    void aDeletionIsFoundByTheDailyLook() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(desk.ann).cost("30").approved());
            desk.scenario.once();
            desk.scenario.harvest().delete("/expenses/" + lunch);

            desk.scenario.once();

            assertThat(desk.bill(desk.number(desk.ann)).path("LineItems")).hasSize(2);

            desk.clock.jump(Duration.ofHours(24));
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("30");
        }
    }

    @Test
    void anApprovedBillStaysAndAPersonIsTold() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            long dinner = desk.add(desk.meal(desk.ann).cost("40").approved());
            desk.scenario.once();
            approveInXero(desk);

            desk.scenario.harvest().unapprove(lunch);
            desk.scenario.harvest().edit("/expenses/" + dinner, Map.of("total_cost", new BigDecimal("44")));
            CycleReport report = desk.scenario.once();

            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("52");
            assertThat(report.failed()).hasSize(2).allSatisfy(failed -> {
                assertThat(failed.cause()).isEqualTo("expense-changed-late");
                assertThat(failed.message()).contains(desk.number(desk.ann)).contains("AUTHORISED");
            });
            assertThat(report.failed().stream().map(failed -> failed.message()).toList())
                    .anySatisfy(words -> assertThat(words).contains("is no longer approved"))
                    .anySatisfy(words -> assertThat(words).contains("costs 44.00 GBP now, no longer 40.00"));

            desk.scenario.harvest().approve(lunch);
            desk.scenario.harvest().edit("/expenses/" + dinner, Map.of("total_cost", new BigDecimal("40")));
            CycleReport back = desk.scenario.once();

            assertThat(back.failed()).isEmpty();
        }
    }

    @Test
    void anExpenseApprovedAfterTheBillWasGoesOnASecondOne() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            approveInXero(desk);
            desk.scenario.once();

            desk.add(desk.meal(desk.ann).cost("7").approved());
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("12");
            assertThat(desk.bill(desk.number(desk.ann) + "-2").path("Total").decimalValue())
                    .isEqualByComparingTo("7");
        }
    }

    @Test
    void ruling6ABookkeepersRecodingStays() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            JsonNode line = desk.bill(desk.number(desk.ann)).path("LineItems").path(0);
            ObjectNode recoded = ExpenseDesk.fields();
            recoded.putArray("LineItems")
                    .addObject()
                    .put("LineItemID", line.path("LineItemID").asText())
                    .put("Description", line.path("Description").asText())
                    .put("Quantity", 1)
                    .put("UnitAmount", 12)
                    .put("AccountCode", "400")
                    .put("TaxType", "NONE");
            desk.scenario.xero().editInvoice(id(desk), recoded);

            desk.scenario.harvest().edit("/expenses/" + lunch, Map.of("total_cost", new BigDecimal("15")));
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            JsonNode after = desk.bill(desk.number(desk.ann));
            assertThat(after.path("Total").decimalValue()).isEqualByComparingTo("15");
            assertThat(after.path("TotalTax").decimalValue()).isEqualByComparingTo("0");
            assertThat(after.path("LineItems").path(0).path("AccountCode").asText())
                    .isEqualTo("400");
        }
    }

    @Test
    void aBillVoidedInXeroIsToldAndNotMadeAgain() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            desk.scenario.xero().editInvoice(id(desk), ExpenseDesk.fields().put("Status", "DELETED"));

            CycleReport report = desk.scenario.once();

            assertThat(report.failed())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.cause()).isEqualTo("bill-ended-in-xero"));
            assertThat(desk.bills()).hasSize(1);
        }
    }
}
