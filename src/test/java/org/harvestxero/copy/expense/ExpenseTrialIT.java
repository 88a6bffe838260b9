package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.junit.jupiter.api.Test;

/** A dry run shows bills and spent money as a cycle would make them, and leaves both sides and the ledger as they are. */
class ExpenseTrialIT {
    private static CycleReport dryRun(ExpenseDesk desk) {
        return org.harvestxero.CopyScenario.held(
                desk.scenario.copyService().copy(new CopyRequest(null, true, false), "test"));
    }

    private static List<String> planned(CycleReport report) {
        return report.planned().stream()
                .map(each -> each.kind() + " " + each.number() + " " + each.total())
                .toList();
    }

    @Test
    void showsWhatACycleWouldMakeAndMakesNothing() {
        String mappings = ExpenseDesk.MAPPINGS
                + "    - when: {category: Lodging}\n"
                + "      use: {as: spend, account: \"493\", taxType: INPUT2, paymentAccount: \"090\"}\n";
        try (ExpenseDesk desk = new ExpenseDesk(mappings, Map.of())) {
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(desk.ann).cost("30").approved());
            long hotel = desk.add(desk.of("Lodging", desk.ben).cost("120").approved());
            desk.add(desk.of("Other", desk.ben).cost("7").approved());

            CycleReport shown = dryRun(desk);

            assertThat(shown.troubles()).isEmpty();
            assertThat(planned(shown))
                    .anySatisfy(each -> assertThat(each).contains("HX-" + desk.ann + "-2026-10 42.00"))
                    .anySatisfy(each -> assertThat(each).contains("HX-E" + hotel + " 120.00"));
            assertThat(shown.failed()).extracting(FailedCopy::cause).containsExactly("expense-account-missing");
            assertThat(desk.bills()).isEmpty();
            assertThat(desk.scenario.xero().bankTransactions()).isEmpty();

            CycleReport report = desk.scenario.once();

            assertThat(report.copied()).hasSameSizeAs(planned(shown));
            assertThat(report.failed()).extracting(FailedCopy::cause).containsExactly("expense-account-missing");
        }
    }

    @Test
    void showsWhatWouldChangeOnABillThatStands() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            desk.scenario.harvest().edit("/expenses/" + lunch, Map.of("total_cost", new BigDecimal("15")));

            CycleReport shown = dryRun(desk);

            assertThat(planned(shown))
                    .singleElement()
                    .asString()
                    .contains(desk.number(desk.ann))
                    .contains("15.00");
            JsonNode bill = desk.bill(desk.number(desk.ann));
            assertThat(bill.path("Total").decimalValue()).isEqualByComparingTo("12");

            desk.scenario.once();

            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("15");
        }
    }
}
