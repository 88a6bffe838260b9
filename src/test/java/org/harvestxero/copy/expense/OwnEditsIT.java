package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroFault.Kind;
import org.junit.jupiter.api.Test;

/** Our own edits of bills and of spent money are nobody else's changes, under whatever ids and whatever became of an answer. */
class OwnEditsIT {
    private static final String INVOICES = "/api.xro/2.0/Invoices";
    private static final String SPENT = "/api.xro/2.0/BankTransactions";
    private static final String BY_CARD = ExpenseDesk.MAPPINGS
            + "    - when: {category: Lodging}\n"
            + "      use: {as: spend, account: \"493\", taxType: INPUT2, paymentAccount: \"090\"}\n";

    private static JsonNode bill(ExpenseDesk desk) {
        return desk.bill(desk.number(desk.ann));
    }

    private static String id(ExpenseDesk desk) {
        return bill(desk).path("InvoiceID").asText();
    }

    private static BigDecimal total(ExpenseDesk desk) {
        return bill(desk).path("Total").decimalValue();
    }

    private static void cost(ExpenseDesk desk, long expense, String cost) {
        desk.scenario.harvest().edit("/expenses/" + expense, Map.of("total_cost", new BigDecimal(cost)));
    }

    private static List<JsonNode> lines(JsonNode document) {
        return StreamSupport.stream(document.path("LineItems").spliterator(), false)
                .toList();
    }

    private static List<String> lineIds(ExpenseDesk desk) {
        return lines(bill(desk)).stream()
                .map(line -> line.path("LineItemID").asText())
                .toList();
    }

    private static JsonNode lineOf(JsonNode document, long expense) {
        return lines(document).stream()
                .filter(line -> line.path("Description").asText().endsWith("#" + expense))
                .findFirst()
                .orElseThrow();
    }

    private static List<FailedCopy> failed(ExpenseDesk desk) {
        return desk.scenario.copyService().failedCopies(FailedFilter.STANDING).stream()
                .toList();
    }

    /** A bookkeeper codes the lines otherwise, naming each. */
    private static ObjectNode recoded(JsonNode document, String account) {
        ObjectNode fields = ExpenseDesk.fields();
        fields.putArray("LineItems")
                .addAll(lines(document).stream()
                        .map(line -> ((ObjectNode) line.deepCopy()).put("AccountCode", account))
                        .toList());
        fields.path("LineItems")
                .forEach(line -> ((ObjectNode) line).remove(List.of("TaxAmount", "LineAmount", "AccountID")));
        return fields;
    }

    /** Answers to changes get lost from now on; they are carried out all the same. */
    private static void loseAnswers(ExpenseDesk desk, String path) {
        desk.scenario.xero().arm(XeroFault.of(Kind.BROKEN_JSON).on("POST", path).next(100));
    }

    private static void answersCome(ExpenseDesk desk) {
        assertThat(desk.scenario.xero().faultsStruck()).as("lost answers").isPositive();
        desk.scenario.xero().clearFaults();
    }

    @Test
    void linesThatXeroGaveOtherIdsAreStillOurs() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            long dinner = desk.add(desk.meal(desk.ann).cost("40").approved());
            desk.scenario.once();
            List<String> before = lineIds(desk);
            desk.scenario.xero().editInvoice(id(desk), ExpenseDesk.fields().put("DueDate", "2026-12-24"));
            assertThat(lineIds(desk)).as("lines nobody named").doesNotContainAnyElementsOf(before);

            cost(desk, dinner, "44");
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(total(desk)).isEqualByComparingTo("56");

            desk.scenario.xero().editInvoice(id(desk), ExpenseDesk.fields().put("DueDate", "2026-12-25"));
            desk.scenario.harvest().unapprove(lunch);
            CycleReport taken = desk.scenario.once();

            assertThat(taken.failed()).isEmpty();
            assertThat(total(desk)).isEqualByComparingTo("44");
            assertThat(bill(desk).path("DueDateString").asText()).startsWith("2026-12-25");
        }
    }

    @Test
    void aBillWhoseLinesHaveOtherIdsGoesOnceNothingIsLeftOnIt() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            desk.scenario.xero().editInvoice(id(desk), ExpenseDesk.fields().put("DueDate", "2026-12-24"));

            desk.scenario.harvest().unapprove(lunch);
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(bill(desk).path("Status").asText()).isEqualTo("DELETED");
        }
    }

    @Test
    void anEditWhoseAnswerWasLostIsNobodyElsesChange() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            loseAnswers(desk, INVOICES);
            cost(desk, lunch, "15");
            long dinner = desk.add(desk.meal(desk.ann).cost("40").approved());
            desk.scenario.scheduled();
            assertThat(total(desk)).isEqualByComparingTo("55");
            answersCome(desk);
            desk.scenario.xero().editInvoice(id(desk), recoded(bill(desk), "400"));
            desk.clock.jump(Duration.ofMinutes(10));

            cost(desk, lunch, "18");
            desk.scenario.scheduled();
            desk.scenario.scheduled();
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(report.waiting()).isEmpty();
            assertThat(total(desk)).isEqualByComparingTo("58");
            assertThat(lines(bill(desk))).hasSize(2);
            assertThat(lineOf(bill(desk), lunch).path("AccountCode").asText()).isEqualTo("400");
            assertThat(lineOf(bill(desk), dinner).path("AccountCode").asText()).isEqualTo("400");
        }
    }

    @Test
    void anEditThatNeverArrivedGoesOnceItsBillWasComparedAgain() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            desk.scenario
                    .xero()
                    .arm(XeroFault.of(Kind.DROP_REQUEST).on("POST", INVOICES).next(100));
            cost(desk, lunch, "15");
            desk.scenario.scheduled();
            answersCome(desk);
            assertThat(total(desk)).isEqualByComparingTo("12");
            desk.scenario.xero().editInvoice(id(desk), recoded(bill(desk), "400"));
            desk.clock.jump(Duration.ofMinutes(10));

            desk.scenario.scheduled();
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(total(desk)).isEqualByComparingTo("15");
            assertThat(lineOf(bill(desk), lunch).path("AccountCode").asText())
                    .as("what a bookkeeper did meanwhile")
                    .isEqualTo("400");
        }
    }

    @Test
    void anEditThatWasGivenUpButArrivedIsKnownToTheNext() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            loseAnswers(desk, INVOICES);
            cost(desk, lunch, "15");
            for (int i = 0; i < 6; i++) {
                desk.scenario.scheduled();
                desk.clock.jump(Duration.ofMinutes(10));
            }
            assertThat(total(desk)).isEqualByComparingTo("15");
            answersCome(desk);

            cost(desk, lunch, "18");
            desk.scenario.scheduled();
            desk.scenario.scheduled();
            desk.scenario.once();

            assertThat(total(desk)).isEqualByComparingTo("18");
            assertThat(failed(desk)).isEmpty();
        }
    }

    @Test
    void whatALostEditBroughtToABillApprovedSinceIsPaidOnce() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            loseAnswers(desk, INVOICES);
            long dinner = desk.add(desk.meal(desk.ann).cost("40").approved());
            desk.scenario.scheduled();
            answersCome(desk);
            assertThat(lines(bill(desk))).hasSize(2);
            desk.scenario.xero().editInvoice(id(desk), ExpenseDesk.fields().put("Status", "AUTHORISED"));
            desk.clock.jump(Duration.ofMinutes(10));

            desk.scenario.scheduled();
            desk.scenario.scheduled();
            desk.scenario.once();

            assertThat(desk.bills()).hasSize(1);
            assertThat(total(desk)).isEqualByComparingTo("52");
            assertThat(failed(desk)).isEmpty();

            cost(desk, dinner, "41");
            CycleReport late = desk.scenario.once();

            assertThat(late.failed()).extracting(FailedCopy::cause).containsExactly("expense-changed-late");
        }
    }

    @Test
    void aLineAPersonTookOutIsNotPutBackByLaterEdits() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            long dinner = desk.add(desk.meal(desk.ann).cost("40").approved());
            desk.scenario.once();
            ObjectNode without = ExpenseDesk.fields();
            without.putArray("LineItems").add(lineOf(bill(desk), dinner).deepCopy());
            desk.scenario.xero().editInvoice(id(desk), without);

            for (String cost : List.of("41", "42", "43")) {
                cost(desk, dinner, cost);
                desk.scenario.once();
                assertThat(total(desk)).isEqualByComparingTo(cost);
            }

            assertThat(lines(bill(desk))).hasSize(1);
            assertThat(failed(desk)).isEmpty();

            cost(desk, lunch, "13");
            desk.scenario.once();

            assertThat(lines(bill(desk))).hasSize(1);
            assertThat(failed(desk))
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.message()).contains("was taken out in Xero"));
        }
    }

    @Test
    void moneySpentKnowsItsOwnLostEdit() {
        try (ExpenseDesk desk = new ExpenseDesk(BY_CARD, Map.of())) {
            long hotel = desk.add(desk.of("Lodging", desk.ann).cost("120").approved());
            desk.scenario.once();
            loseAnswers(desk, SPENT);
            cost(desk, hotel, "90");
            desk.scenario.scheduled();
            answersCome(desk);
            JsonNode spent = desk.scenario.xero().bankTransactions().get(0);
            assertThat(spent.path("Total").decimalValue()).isEqualByComparingTo("90");
            desk.scenario
                    .xero()
                    .editBankTransaction(
                            UUID.fromString(spent.path("BankTransactionID").asText()), recoded(spent, "400"));
            desk.clock.jump(Duration.ofMinutes(10));

            cost(desk, hotel, "95");
            desk.scenario.scheduled();
            desk.scenario.scheduled();
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            JsonNode after = desk.scenario.xero().bankTransactions().get(0);
            assertThat(after.path("Total").decimalValue()).isEqualByComparingTo("95");
            assertThat(after.path("LineItems").path(0).path("AccountCode").asText())
                    .isEqualTo("400");
            assertThat(desk.scenario.xero().bankTransactions()).hasSize(1);
        }
    }

    @Test
    void moneySpentThatXeroDoesNotKnowStopsNoOther() {
        try (ExpenseDesk desk = new ExpenseDesk(BY_CARD, Map.of())) {
            long hotel = desk.add(desk.of("Lodging", desk.ann).cost("120").approved());
            long inn = desk.add(desk.of("Lodging", desk.ben).cost("80").approved());
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            JsonNode first = desk.scenario.xero().bankTransactions().stream()
                    .filter(each -> each.path("Reference").asText().equals("HX-E" + hotel))
                    .findFirst()
                    .orElseThrow();
            desk.scenario
                    .xero()
                    .arm(XeroFault.of(Kind.ERROR_BEFORE)
                            .withStatus(404)
                            .on(
                                    "GET",
                                    SPENT + "/"
                                            + first.path("BankTransactionID").asText())
                            .next(1));
            cost(desk, hotel, "121");
            cost(desk, inn, "81");
            cost(desk, lunch, "13");

            CycleReport report = desk.scenario.once();

            assertThat(desk.scenario.xero().faultsStruck()).isEqualTo(1);
            assertThat(report.failed())
                    .extracting(failed -> failed.number() + " " + failed.cause())
                    .containsExactly("HX-E" + hotel + " purchase-not-found");
            assertThat(report.troubles()).isEmpty();
            assertThat(total(desk)).isEqualByComparingTo("13");
            assertThat(desk.scenario.xero().bankTransactions())
                    .anySatisfy(each ->
                            assertThat(each.path("Total").decimalValue()).isEqualByComparingTo("81"));
        }
    }

    @Test
    void aDryRunTellsOfMoneySpentThatXeroDoesNotKnow() {
        try (ExpenseDesk desk = new ExpenseDesk(BY_CARD, Map.of())) {
            long hotel = desk.add(desk.of("Lodging", desk.ann).cost("120").approved());
            desk.scenario.once();
            desk.scenario
                    .xero()
                    .arm(XeroFault.of(Kind.ERROR_BEFORE)
                            .withStatus(404)
                            .on("GET", SPENT + "/")
                            .next(1));
            cost(desk, hotel, "121");

            CycleReport report =
                    CopyScenario.held(desk.scenario.copyService().copy(new CopyRequest(null, true, false), "jane"));

            assertThat(desk.scenario.xero().faultsStruck()).isEqualTo(1);
            assertThat(report.troubles()).isEmpty();
            assertThat(report.failed()).extracting(FailedCopy::cause).containsExactly("purchase-not-found");
            assertThat(failed(desk)).isEmpty();
        }
    }

    @Test
    void onPostgresItIsTheSame() {
        try (ExpenseDesk desk = new ExpenseDesk(
                ExpenseDesk.MAPPINGS.replace("ignored", "wanted"),
                Map.of("database.url", PostgresServer.newDatabase(), "database.user", "postgres"))) {
            desk.scenario.harvest().turn(HarvestSwitch.RECEIPTS_WITH_TOKEN, true);
            long lunch = desk.add(desk.meal(desk.ann)
                    .cost("12")
                    .receipt("r.txt", "text/plain", "r")
                    .approved());
            desk.scenario.once();
            loseAnswers(desk, INVOICES);
            cost(desk, lunch, "15");
            desk.scenario.scheduled();
            answersCome(desk);
            assertThat(total(desk)).isEqualByComparingTo("15");
            desk.clock.jump(Duration.ofMinutes(10));

            desk.scenario
                    .harvest()
                    .edit(
                            "/expenses/" + lunch,
                            Map.of(
                                    "total_cost",
                                    new BigDecimal("18"),
                                    "receipt_content",
                                    "the right one",
                                    "receipt_file_name",
                                    "r.txt"));
            desk.scenario.scheduled();
            desk.scenario.scheduled();
            desk.scenario.once();

            assertThat(failed(desk)).isEmpty();
            assertThat(total(desk)).isEqualByComparingTo("18");
            assertThat(desk.scenario.xero().attachments(UUID.fromString(id(desk))))
                    .containsOnlyKeys("Receipt " + lunch + " r.txt", "Receipt " + lunch + " r (2).txt");
        }
    }
}
