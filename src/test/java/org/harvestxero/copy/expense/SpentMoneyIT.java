package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.api.CycleReport;
import org.junit.jupiter.api.Test;

/** Expenses paid with the company's card become spent money, one each. */
class SpentMoneyIT {
    private static ExpenseDesk desk() {
        return new ExpenseDesk(
                ExpenseDesk.MAPPINGS
                        + "    - when: {category: Lodging}\n"
                        + "      use: {as: spend, account: \"493\", taxType: INPUT2, paymentAccount: \"090\"}\n",
                Map.of());
    }

    private static List<JsonNode> standing(ExpenseDesk desk) {
        return desk.scenario.xero().bankTransactions().stream()
                .filter(each -> each.path("Status").asText().equals("AUTHORISED"))
                .toList();
    }

    @Test
    void booksWhatWasPaidByCardOnTheBankAccount() {
        try (ExpenseDesk desk = desk()) {
            long hotel = desk.add(desk.of("Lodging", desk.ann).cost("120.00").approved());
            desk.add(desk.meal(desk.ann).cost("12.00").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(report.troubles()).isEmpty();
            assertThat(standing(desk)).singleElement().satisfies(spent -> {
                assertThat(spent.path("Reference").asText()).isEqualTo("HX-E" + hotel);
                assertThat(spent.path("Type").asText()).isEqualTo("SPEND");
                assertThat(spent.path("Total").decimalValue()).isEqualByComparingTo("120");
                assertThat(spent.path("TotalTax").decimalValue()).isEqualByComparingTo("20");
                assertThat(spent.path("BankAccount").path("Code").asText()).isEqualTo("090");
                assertThat(spent.path("Contact").path("Name").asText()).isEqualTo("Ann Archer");
            });
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("12");
            assertThat(desk.scenario.once().copied()).isEmpty();
        }
    }

    @Test
    void followsAnEditADeletionAndASecondApproval() {
        try (ExpenseDesk desk = desk()) {
            long hotel = desk.add(desk.of("Lodging", desk.ann).cost("120.00").approved());
            desk.scenario.once();

            desk.scenario.harvest().edit("/expenses/" + hotel, Map.of("total_cost", new BigDecimal("90")));
            desk.scenario.once();

            assertThat(standing(desk))
                    .singleElement()
                    .satisfies(spent ->
                            assertThat(spent.path("Total").decimalValue()).isEqualByComparingTo("90"));

            desk.scenario.harvest().unapprove(hotel);
            CycleReport taken = desk.scenario.once();

            assertThat(taken.failed()).isEmpty();
            assertThat(standing(desk)).isEmpty();

            desk.scenario.harvest().approve(hotel);
            desk.scenario.once();

            assertThat(standing(desk)).hasSize(1);
            assertThat(desk.scenario.xero().bankTransactions()).hasSize(2);
        }
    }

    @Test
    void whatIsReconciledStaysAndIsTold() {
        try (ExpenseDesk desk = desk()) {
            long hotel = desk.add(desk.of("Lodging", desk.ann).cost("120.00").approved());
            desk.scenario.once();
            desk.scenario
                    .xero()
                    .reconcile(UUID.fromString(
                            standing(desk).get(0).path("BankTransactionID").asText()));

            desk.scenario.harvest().unapprove(hotel);
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("spend-reconciled");
                assertThat(failed.number()).isEqualTo("HX-E" + hotel);
            });
            assertThat(standing(desk)).hasSize(1);
        }
    }

    @Test
    void aCardNobodyNamedKeepsOnlyItsOwnExpenseBack() {
        try (ExpenseDesk desk = new ExpenseDesk(
                ExpenseDesk.MAPPINGS + "    - when: {category: Lodging}\n      use: {as: spend, account: \"493\"}\n",
                Map.of())) {
            desk.add(desk.of("Lodging", desk.ann).cost("120.00").approved());
            desk.add(desk.meal(desk.ann).cost("12.00").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("expense-bank-missing");
                assertThat(failed.remedy()).contains("paymentAccount");
            });
            assertThat(desk.bills()).hasSize(1);
        }
    }

    @Test
    void whatAPersonDeletedInXeroIsToldOnceADayAndNotBookedAgain() {
        try (ExpenseDesk desk = desk()) {
            long hotel = desk.add(desk.of("Lodging", desk.ann).cost("120.00").approved());
            long inn = desk.add(desk.of("Lodging", desk.ben).cost("80.00").approved());
            desk.scenario.once();
            desk.scenario
                    .xero()
                    .editBankTransaction(
                            UUID.fromString(standing(desk).stream()
                                    .filter(each ->
                                            each.path("Reference").asText().equals("HX-E" + hotel))
                                    .findFirst()
                                    .orElseThrow()
                                    .path("BankTransactionID")
                                    .asText()),
                            ExpenseDesk.fields().put("Status", "DELETED"));
            desk.scenario.xero().clearLog();
            assertThat(desk.scenario.once().failed()).isEmpty();
            assertThat(desk.scenario.xero().calls()).as("the same day").doesNotContainKey("GET /BankTransactions");

            desk.clock.jump(Duration.ofHours(24));
            CycleReport report = desk.scenario.once();

            assertThat(desk.scenario.xero().calls().get("GET /BankTransactions"))
                    .isEqualTo(1);
            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("spend-ended-in-xero");
                assertThat(failed.number()).isEqualTo("HX-E" + hotel);
                assertThat(failed.message()).contains("DELETED");
            });

            desk.scenario.harvest().unapprove(inn);
            desk.scenario.once();
            desk.clock.jump(Duration.ofHours(24));
            CycleReport ours = desk.scenario.once();

            assertThat(ours.failed())
                    .as("what we took back ourselves is not told")
                    .hasSize(1);
            assertThat(standing(desk)).isEmpty();
        }
    }
}
