package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.MigratedDatabase;
import org.harvestxero.PostgresServer;
import org.harvestxero.api.CycleReport;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroFault.Kind;
import org.junit.jupiter.api.Test;

/** Xero takes a bill's number twice, so nothing but our own care keeps a bill from being made twice. */
class BillsOnceIT {
    private static Map<String, String> database() {
        return Map.of("database.url", MigratedDatabase.create(), "expenses.as", "bill");
    }

    private static long xeroWrites(ExpenseDesk desk, String path) {
        return desk.scenario.xero().calls().getOrDefault("PUT " + path, 0L);
    }

    @Test
    void aLostAnswerIsSearchedForOnceItsKeyIsForgotten() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario
                    .xero()
                    .arm(XeroFault.of(Kind.LOSE_REPLY)
                            .on("PUT", "/api.xro/2.0/Invoices")
                            .next(8));
            desk.scenario.scheduled();
            assertThat(desk.bills()).hasSize(1);

            desk.clock.jump(Duration.ofMinutes(30));
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(report.waiting()).isEmpty();
            assertThat(desk.bills()).hasSize(1);
        }
    }

    @Test
    void theSameHoldsForSpentMoney() {
        try (ExpenseDesk desk = new ExpenseDesk(
                ExpenseDesk.MAPPINGS
                        + "    - when: {category: Lodging}\n      use: {as: spend, account: \"493\", taxType: INPUT2, paymentAccount: \"090\"}\n",
                Map.of())) {
            desk.add(desk.of("Lodging", desk.ann).cost("120").approved());
            desk.scenario
                    .xero()
                    .arm(XeroFault.of(Kind.LOSE_REPLY)
                            .on("PUT", "/api.xro/2.0/BankTransactions")
                            .next(1));
            desk.scenario.scheduled();

            desk.clock.jump(Duration.ofMinutes(30));
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.scenario.xero().bankTransactions()).hasSize(1);

            desk.scenario.restart(database());
            CycleReport anew = desk.scenario.once();

            assertThat(anew.failed()).isEmpty();
            assertThat(desk.scenario.xero().bankTransactions()).hasSize(1);
        }
    }

    @Test
    void aLedgerThatWasLostAdoptsItsBillsAndFollowsThem() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(desk.ann).cost("30").approved());
            desk.scenario.once();

            desk.scenario.restart(database());
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(report.duplicatesPrevented()).isEqualTo(1);
            assertThat(desk.bills()).hasSize(1);

            desk.scenario.harvest().unapprove(lunch);
            desk.scenario.once();

            assertThat(desk.bills()).hasSize(1);
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("30");
        }
    }

    @Test
    void aStrangersBillUnderOurNumberIsToldAndNothingIsMade() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(desk.ben).cost("5").approved());
            JsonNode stranger = desk.scenario.xero().createInvoice(bill(desk.number(desk.ann)));

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("bill-number-held");
                assertThat(failed.message()).contains("Stationer");
            });
            assertThat(desk.bills()).hasSize(2);

            desk.scenario
                    .xero()
                    .editInvoice(
                            stranger.path("InvoiceID").asText(),
                            ExpenseDesk.fields().put("InvoiceNumber", "ST-1"));
            desk.scenario.once();
            CycleReport after = desk.scenario.once();

            assertThat(after.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("12");
        }
    }

    private static ObjectNode bill(String number) {
        ObjectNode bill = ExpenseDesk.fields()
                .put("Type", "ACCPAY")
                .put("InvoiceNumber", number)
                .put("Date", "2026-10-31");
        bill.putObject("Contact").put("Name", "Stationer");
        bill.putArray("LineItems")
                .addObject()
                .put("Description", "Paper")
                .put("UnitAmount", 12)
                .put("AccountCode", "400");
        return bill;
    }

    @Test
    void fiftyBillsAreOneCallAndAnIdleCycleCostsOneOfHarvest() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            List<Long> people = desk.people(50);
            people.forEach(person -> desk.add(desk.meal(person).cost("10").approved()));
            desk.scenario.once();
            assertThat(desk.bills()).hasSize(50);
            assertThat(xeroWrites(desk, "/Invoices")).isEqualTo(1);

            for (int cycle = 0; cycle < 2; cycle++) {
                desk.clock.jump(Duration.ofMinutes(5));
                desk.scenario.scheduled();
            }
            desk.scenario.harvest().clearCalls();
            desk.scenario.xero().clearLog();
            desk.clock.jump(Duration.ofMinutes(5));
            desk.scenario.scheduled();

            assertThat(desk.scenario.harvest().calls())
                    .containsOnlyKeys("GET /invoices", "GET /expenses")
                    .allSatisfy((call, count) -> assertThat(count).isEqualTo(1));
            assertThat(desk.scenario.xero().calls().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aCopyOnPostgresqlComesToTheSame() {
        try (ExpenseDesk desk =
                new ExpenseDesk(Map.of("database.url", PostgresServer.newDatabase(), "database.user", "postgres"))) {
            long lunch = desk.add(desk.meal(desk.ann)
                    .cost("12")
                    .receipt("r.txt", "text/plain", "r")
                    .approved());
            desk.add(
                    desk.meal(desk.ann).on(LocalDate.of(2026, 10, 9)).cost("30").approved());
            desk.scenario.once();
            desk.scenario.harvest().unapprove(lunch);

            CycleReport report = desk.scenario.once();

            assertThat(report.troubles()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("30");
        }
    }
}
