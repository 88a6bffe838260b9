package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.harvestxero.MigratedDatabase;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.xero.XeroRequest;
import org.junit.jupiter.api.Test;

/** What happens at the wrong moment: whatever it is, no expense is paid twice and none is lost. */
class ExpenseTroublesIT {
    private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 20);

    private static Map<String, String> database() {
        return Map.of("database.url", MigratedDatabase.create(), "expenses.as", "bill");
    }

    private static void status(ExpenseDesk desk, String number, String status) {
        desk.scenario
                .xero()
                .editInvoice(
                        desk.bill(number).path("InvoiceID").asText(),
                        ExpenseDesk.fields().put("Status", status));
    }

    /** How often an expense stands on a purchase in Xero that was not deleted. */
    private static long costs(ExpenseDesk desk, long expense) {
        return List.of(desk.bills(), desk.scenario.xero().bankTransactions()).stream()
                .flatMap(List::stream)
                .filter(each -> !each.path("Status").asText().equals("DELETED"))
                .flatMap(each -> StreamSupport.stream(each.path("LineItems").spliterator(), false))
                .filter(line -> line.path("Description").asText().endsWith("#" + expense))
                .count();
    }

    private static List<String> causes(ExpenseDesk desk) {
        return failed(desk).stream().map(FailedCopy::cause).toList();
    }

    private static List<FailedCopy> failed(ExpenseDesk desk) {
        return desk.scenario.copyService().failedCopies(FailedFilter.STANDING).stream()
                .toList();
    }

    @Test
    void aLostLedgerFindsApprovedBillsAndDoublesNothing() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            status(desk, desk.number(desk.ann), "AUTHORISED");

            desk.scenario.restart(database());
            desk.scenario.once();
            desk.add(desk.meal(desk.ann).cost("30").approved());
            desk.scenario.once();
            desk.scenario.once();

            assertThat(costs(desk, lunch)).isEqualTo(1);
            assertThat(desk.bills()).hasSize(2);
            assertThat(desk.bill(desk.number(desk.ann) + "-2").path("Total").decimalValue())
                    .isEqualByComparingTo("30");
            assertThat(causes(desk)).isEmpty();

            desk.scenario.harvest().edit("/expenses/" + lunch, Map.of("total_cost", new BigDecimal("13")));
            desk.scenario.once();
            desk.scenario.once();

            assertThat(causes(desk)).containsExactly("expense-changed-late");
        }
    }

    @Test
    void whatJoinsABillBeforeItsEditWasSentStandsBesideWhatThatEditBrings() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            desk.scenario
                    .xero()
                    .arm(XeroFault.of(XeroFault.Kind.OFFLINE_HTML)
                            .on("GET", "/api.xro/2.0/Invoices")
                            .every(1)
                            .holding("IDs="));
            long dinner = desk.add(desk.meal(desk.ann).cost("40").approved());
            desk.scenario.harvest().edit("/expenses/" + lunch, Map.of("total_cost", new BigDecimal("15")));
            desk.scenario.scheduled();
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .as("not sent yet")
                    .isEqualByComparingTo("12");
            assertThat(desk.scenario.copyService().status().troubles())
                    .as("Xero's own trouble is told, none of ours")
                    .extracting(trouble -> trouble.side() + " " + trouble.reason())
                    .containsExactly("Xero UNREACHABLE");

            long tea = desk.add(desk.meal(desk.ann).cost("3").approved());
            desk.scenario.scheduled();
            desk.scenario.xero().clearFaults();
            desk.clock.jump(Duration.ofMinutes(30));
            desk.scenario.once();

            assertThat(desk.bills()).hasSize(1);
            assertThat(List.of(costs(desk, lunch), costs(desk, dinner), costs(desk, tea)))
                    .containsOnly(1L);
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("58");
            assertThat(causes(desk)).isEmpty();
        }
    }

    @Test
    void aLostLedgerLeavesAnApprovedBillAloneWhoseLinesSomebodyReworded() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            long dinner = desk.add(desk.meal(desk.ann).cost("20").approved());
            desk.scenario.once();
            JsonNode bill = desk.bill(desk.number(desk.ann));
            ObjectNode reworded = ExpenseDesk.fields().put("Status", "AUTHORISED");
            reworded.putArray("LineItems")
                    .addObject()
                    .put("Description", "Food")
                    .put("Quantity", 1)
                    .put("UnitAmount", 32)
                    .put("AccountCode", "493")
                    .put("TaxType", "INPUT2");
            desk.scenario.xero().editInvoice(bill.path("InvoiceID").asText(), reworded);

            desk.scenario.restart(database());
            desk.scenario.once();
            desk.scenario.once();

            assertThat(desk.bills()).hasSize(1);
            assertThat(costs(desk, lunch) + costs(desk, dinner)).isZero();
            assertThat(causes(desk)).containsExactly("expense-moved-both");
        }
    }

    @Test
    void anExpenseMovedToAnotherMonthStaysOnABillApprovedAtThatMoment() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            desk.scenario.harvest().edit("/expenses/" + lunch, Map.of("spent_date", SEPTEMBER.toString()));
            approveBeforeItIsRead(desk);

            desk.scenario.once();
            desk.scenario.once();

            assertThat(costs(desk, lunch)).isEqualTo(1);
            assertThat(desk.bills()).hasSize(1);
            assertThat(desk.bill(desk.number(desk.ann)).path("Status").asText()).isEqualTo("AUTHORISED");
        }
    }

    @Test
    void theOthersOfAnUnsentBillGoOnWithoutTheOneThatStays() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of("expenses.since", "2026-09-01"))) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            desk.scenario.harvest().edit("/expenses/" + lunch, Map.of("spent_date", SEPTEMBER.toString()));
            long other = desk.add(desk.meal(desk.ann).on(SEPTEMBER).cost("5").approved());
            approveBeforeItIsRead(desk);

            desk.scenario.once();
            desk.scenario.once();

            assertThat(costs(desk, lunch)).isEqualTo(1);
            assertThat(costs(desk, other)).isEqualTo(1);
            assertThat(desk.bill("HX-" + desk.ann + "-2026-09").path("Total").decimalValue())
                    .isEqualByComparingTo("5");
        }
    }

    /** In the moment before the program looks how the bill stands. */
    private static void approveBeforeItIsRead(ExpenseDesk desk) {
        AtomicBoolean done = new AtomicBoolean();
        desk.scenario.calling(request -> {
            if (request instanceof XeroRequest read && read.query().containsKey("IDs") && !done.getAndSet(true)) {
                status(desk, desk.number(desk.ann), "AUTHORISED");
            }
        });
    }

    @Test
    void reconciledMoneyThatIsToBecomeABillStaysAndIsTold() {
        String spends = ExpenseDesk.MAPPINGS
                + "    - when: {category: Lodging}\n"
                + "      use: {as: spend, account: \"493\", taxType: INPUT2, paymentAccount: \"090\"}\n";
        try (ExpenseDesk desk = new ExpenseDesk(spends, Map.of())) {
            long hotel = desk.add(desk.of("Lodging", desk.ann).cost("120").approved());
            desk.scenario.once();
            JsonNode spent = desk.scenario.xero().bankTransactions().get(0);
            desk.scenario
                    .xero()
                    .reconcile(UUID.fromString(spent.path("BankTransactionID").asText()));

            desk.scenario.harvest().edit("/expenses/" + hotel, Map.of("expense_category_id", desk.category("Meals")));
            desk.scenario.once();
            desk.scenario.once();

            assertThat(costs(desk, hotel)).isEqualTo(1);
            assertThat(desk.bills()).isEmpty();
            assertThat(causes(desk)).containsExactly("spend-reconciled");
        }
    }

    @Test
    void spentMoneyThatIsMadeAnewGetsItsReceiptAgain() {
        String spends = ExpenseDesk.MAPPINGS.replace("ignored", "wanted")
                + "    - when: {category: Lodging}\n"
                + "      use: {as: spend, account: \"493\", taxType: INPUT2, paymentAccount: \"090\"}\n";
        try (ExpenseDesk desk = new ExpenseDesk(spends, Map.of())) {
            desk.scenario.harvest().turn(HarvestSwitch.RECEIPTS_WITH_TOKEN, true);
            long hotel = desk.add(desk.of("Lodging", desk.ann)
                    .cost("120")
                    .receipt("h.pdf", "application/pdf", "a file")
                    .approved());
            desk.scenario.once();
            desk.scenario.harvest().unapprove(hotel);
            desk.scenario.once();
            desk.scenario.harvest().approve(hotel);
            desk.scenario.once();

            JsonNode standing = desk.scenario.xero().bankTransactions().stream()
                    .filter(each -> each.path("Status").asText().equals("AUTHORISED"))
                    .findFirst()
                    .orElseThrow();
            assertThat(desk.scenario
                            .xero()
                            .attachments(UUID.fromString(
                                    standing.path("BankTransactionID").asText())))
                    .containsOnlyKeys("Receipt " + hotel + " h.pdf");
        }
    }

    @Test
    void aReceiptThatWaitsDoesNotGoToABillItsExpenseHasLeft() {
        try (ExpenseDesk desk = new ExpenseDesk(ExpenseDesk.MAPPINGS.replace("ignored", "wanted"), Map.of())) {
            desk.scenario.harvest().turn(HarvestSwitch.RECEIPTS_WITH_TOKEN, true);
            long lunch = desk.add(desk.meal(desk.ann)
                    .cost("12")
                    .receipt("r.txt", "text/plain", "r")
                    .approved());
            desk.add(desk.meal(desk.ann)
                    .cost("5")
                    .receipt("s.txt", "text/plain", "s")
                    .approved());
            desk.scenario.once();
            desk.scenario.sql("update receipt set state = 'waiting' where expense_id = " + lunch);
            desk.scenario.harvest().unapprove(lunch);
            desk.scenario.xero().clearLog();

            desk.scenario.once();

            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("5");
            assertThat(desk.scenario.xero().calls()).doesNotContainKey("PUT /Invoices/{id}/Attachments/{name}");
        }
    }

    @Test
    void aContactOfARuleThatIsGoneStopsNobodyWhoIsOnItsBill() {
        String named = ExpenseDesk.MAPPINGS + "    - when: {person: Ann Archer}\n      use: {contact: Archer Ltd}\n";
        try (ExpenseDesk desk = new ExpenseDesk(named, Map.of())) {
            JsonNode archer =
                    desk.scenario.xero().createContact(ExpenseDesk.fields().put("Name", "Archer Ltd"));
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(desk.ann).cost("30").approved());
            desk.scenario.once();
            desk.scenario
                    .xero()
                    .editContact(
                            UUID.fromString(archer.path("ContactID").asText()),
                            ExpenseDesk.fields().put("Name", "Archer and Sons"));
            desk.clock.jump(Duration.ofHours(2));

            desk.scenario.harvest().unapprove(lunch);
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).extracting(FailedCopy::cause).doesNotContain("unexpected");
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("30");
        }
    }

    @Test
    void peopleOfOneNameAreNeverPaidByOneContactForWantOfABetter() {
        try (ExpenseDesk desk =
                new ExpenseDesk(ExpenseDesk.MAPPINGS.replace("contacts: create", "contacts: match"), Map.of())) {
            long first = desk.person("Alex", "Kim", "alex@example.com");
            long second = desk.person("Alex", "Kim", "kim@example.com");
            JsonNode contact =
                    desk.scenario.xero().createContact(ExpenseDesk.fields().put("Name", "Alex Kim"));
            desk.add(desk.meal(first).cost("12").approved());
            desk.add(desk.meal(second).cost("30").approved());

            desk.scenario.once();

            assertThat(desk.bills()).isEmpty();
            assertThat(causes(desk)).containsExactly("person-namesake", "person-namesake");
            assertThat(failed(desk))
                    .allSatisfy(failed -> assertThat(failed.remedy()).contains("harvest-user-"));

            desk.scenario
                    .xero()
                    .editContact(
                            UUID.fromString(contact.path("ContactID").asText()),
                            ExpenseDesk.fields().put("ContactNumber", "harvest-user-" + second));
            desk.clock.jump(Duration.ofHours(2));
            desk.retryAll();
            desk.scenario.once();

            assertThat(desk.bills()).hasSize(1);
            assertThat(desk.bill(desk.number(second)).path("Total").decimalValue())
                    .isEqualByComparingTo("30");
            assertThat(causes(desk)).containsExactly("person-namesake");
        }
    }

    @Test
    void aLaterFirstDayTakesNoOlderExpenseForDeleted() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            for (int i = 0; i < 7; i++) {
                desk.add(desk.meal(desk.ann).cost("1").approved());
            }
            String database = MigratedDatabase.create();
            desk.scenario.restart(Map.of("database.url", database, "expenses.as", "bill"));
            desk.scenario.once();

            desk.scenario.restart(
                    Map.of("database.url", database, "expenses.as", "bill", "expenses.since", "2026-11-01"));
            desk.clock.jump(Duration.ofDays(1));
            desk.scenario.harvest().clearCalls();
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.scenario.harvest().calls()).doesNotContainKey("GET /expenses/{id}");
            assertThat(desk.bill(desk.number(desk.ann)).path("LineItems")).hasSize(7);
        }
    }

    @Test
    void aBillThatXeroRefusedGoesOnceItIsAsItWasAgain() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.xero().setLockDates(LocalDate.of(2026, 10, 31), null);
            desk.scenario.once();
            assertThat(causes(desk)).containsExactly("locked-period");
            desk.scenario.harvest().edit("/expenses/" + lunch, Map.of("total_cost", new BigDecimal("13")));
            desk.scenario.once();
            desk.scenario.xero().setLockDates(null, null);
            desk.scenario.harvest().edit("/expenses/" + lunch, Map.of("total_cost", new BigDecimal("12")));

            desk.scenario.once();
            desk.scenario.once();

            assertThat(costs(desk, lunch)).isEqualTo(1);
            assertThat(causes(desk)).isEmpty();
        }
    }
}
