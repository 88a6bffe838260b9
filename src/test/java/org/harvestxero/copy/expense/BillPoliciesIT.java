package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.api.CycleReport;
import org.harvestxero.sandbox.harvest.ExpenseBuilder;
import org.harvestxero.sandbox.harvest.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mappings.yaml says of bills, and what stands in the way of one. */
class BillPoliciesIT {
    private static ExpenseDesk desk(String more) {
        return new ExpenseDesk(ExpenseDesk.MAPPINGS.replace("expenses:\n", "expenses:\n" + more), Map.of());
    }

    private static ObjectNode contact(String name) {
        return ExpenseDesk.fields().put("Name", name);
    }

    @Test
    void ruling26ApprovesOnlyByTheNamedApproverAndNeverTheirOwn() {
        try (ExpenseDesk desk = desk("  status: authorised\n  approver: meg@example.com\n")) {
            long meg = desk.scenario
                    .harvest()
                    .add(aUser("Meg", "Manager").email("meg@example.com").accessRoles("manager"));
            desk.join(meg);
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(meg).cost("5").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann)).path("Status").asText()).isEqualTo("AUTHORISED");
            assertThat(desk.bill(desk.number(meg)).path("Status").asText()).isEqualTo("SUBMITTED");
        }
    }

    @Test
    void ruling26AnApproverHarvestDoesNotKnowIsToldOnceAndBillsGoInSubmitted() {
        try (ExpenseDesk desk = desk("  status: authorised\n  approver: nobody@example.com\n")) {
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(desk.ben).cost("5").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.cause()).isEqualTo("approver-unfit"));
            assertThat(desk.bills())
                    .hasSize(2)
                    .allSatisfy(bill -> assertThat(bill.path("Status").asText()).isEqualTo("SUBMITTED"));
        }
    }

    @Test
    void datesByPeriodEndAndMakesOneBillAWeek() {
        try (ExpenseDesk desk = desk("  period: week\n  date: period-end\n  status: submitted\n")) {
            desk.add(
                    desk.meal(desk.ann).on(LocalDate.of(2026, 10, 5)).cost("12").approved());
            desk.add(
                    desk.meal(desk.ann).on(LocalDate.of(2026, 10, 12)).cost("5").approved());

            desk.scenario.once();

            JsonNode first = desk.bill("HX-" + desk.ann + "-2026-W41");
            assertThat(first.path("DateString").asText()).startsWith("2026-10-11");
            assertThat(first.path("DueDateString").asText()).startsWith("2026-11-10");
            assertThat(first.path("Status").asText()).isEqualTo("SUBMITTED");
            assertThat(desk.bill("HX-" + desk.ann + "-2026-W42").path("Total").decimalValue())
                    .isEqualByComparingTo("5");
        }
    }

    @Test
    void takesAmountsInTheClientsCurrencyOrInTheBase() {
        try (ExpenseDesk desk = desk("")) {
            desk.add(foreign(desk));
            desk.scenario.once();
            assertThat(desk.bill(desk.number(desk.ann) + "-EUR")
                            .path("CurrencyCode")
                            .asText())
                    .isEqualTo("EUR");
        }
        try (ExpenseDesk desk = desk("  currency: base\n")) {
            desk.add(foreign(desk));
            desk.scenario.once();
            assertThat(desk.bill(desk.number(desk.ann)).path("CurrencyCode").asText())
                    .isEqualTo("GBP");
        }
    }

    private static ExpenseBuilder foreign(ExpenseDesk desk) {
        long client = desk.scenario.harvest().add(aClient("Euro Client").currency("EUR"));
        long project = desk.scenario.harvest().add(aProject(client, "Abroad").person(desk.ann));
        return anExpense(project, desk.category("Meals"), desk.ann)
                .on(ExpenseDesk.OCTOBER)
                .cost("20")
                .approved();
    }

    @Test
    void netAmountsGetTheirTaxOnTop() {
        try (ExpenseDesk desk = desk("  amounts: net\n")) {
            desk.add(desk.meal(desk.ann).cost("10").approved());
            desk.scenario.once();
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("12");
        }
    }

    @Test
    void findsThePersonByEMailAddressBeforeTheName() {
        try (ExpenseDesk desk = desk("")) {
            desk.scenario.xero().createContact(contact("Ann Archer").put("EmailAddress", "other@example.com"));
            desk.scenario.xero().createContact(contact("Archer Ltd").put("EmailAddress", "ANN@example.com"));
            desk.add(desk.meal(desk.ann).cost("12").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann))
                            .path("Contact")
                            .path("Name")
                            .asText())
                    .isEqualTo("Archer Ltd");
        }
    }

    @Test
    void whoIsNoContactWaitsWhereNoneIsMadeAndGoesOnceThereIsOne() {
        try (ExpenseDesk desk =
                new ExpenseDesk(ExpenseDesk.MAPPINGS.replace("contacts: create", "contacts: match"), Map.of())) {
            desk.scenario.xero().createContact(contact("Ben Baker"));
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(desk.ann).cost("13").approved());
            desk.add(desk.meal(desk.ben).cost("5").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).hasSize(2).allSatisfy(failed -> {
                assertThat(failed.cause()).isEqualTo("person-not-in-xero");
                assertThat(failed.message()).contains("Ann Archer (ann@example.com)");
            });
            assertThat(desk.bills()).hasSize(1);

            desk.scenario.xero().createContact(contact("Ann Archer"));
            desk.retryAll();
            CycleReport after = desk.scenario.once();

            assertThat(after.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("25");
        }
    }

    @Test
    void aRuleNamesTheContact() {
        try (ExpenseDesk desk = new ExpenseDesk(
                ExpenseDesk.MAPPINGS + "    - when: {person: Ann Archer}\n      use: {contact: Archer Ltd}\n",
                Map.of())) {
            desk.scenario.xero().createContact(contact("Archer Ltd"));
            desk.add(desk.meal(desk.ann).cost("12").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann))
                            .path("Contact")
                            .path("Name")
                            .asText())
                    .isEqualTo("Archer Ltd");
        }
    }

    @Test
    void aLockedPeriodIsRefusedByXeroWithCauseAndRemedy() {
        try (ExpenseDesk desk = desk("")) {
            desk.scenario.xero().setLockDates(LocalDate.of(2026, 10, 31), null);
            desk.add(desk.meal(desk.ann).cost("12").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("locked-period");
                assertThat(failed.number()).isEqualTo(desk.number(desk.ann));
            });

            desk.scenario.xero().setLockDates(null, null);
            desk.retryAll();
            assertThat(desk.scenario.once().failed()).isEmpty();
            assertThat(desk.bills()).hasSize(1);
        }
    }

    @Test
    void anArchivedAccountKeepsItsExpensesBackAndTheOthersGoOn() {
        try (ExpenseDesk desk = desk("")) {
            desk.scenario.xero().archiveAccount("400");
            desk.add(desk.of("Mileage", desk.ann).units("10").approved());
            desk.add(desk.meal(desk.ann).cost("12").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("expense-account-unfit");
                assertThat(failed.message()).contains("400").contains("archived");
            });
            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("12");
        }
    }

    @Test
    void peopleHarvestDoesNotShowAreFoundByName() {
        try (ExpenseDesk desk = desk("")) {
            desk.scenario.xero().createContact(contact("Ann Archer"));
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.harvest().make(Fault.of(Fault.Kind.NOT_FOUND_HTML).on("GET", "/users"));

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann))
                            .path("Contact")
                            .path("Name")
                            .asText())
                    .isEqualTo("Ann Archer");
        }
    }

    private static ObjectNode terms(String type, int day) {
        ObjectNode contact = contact("Ann Archer");
        contact.putObject("PaymentTerms").putObject("Bills").put("Day", day).put("Type", type);
        return contact;
    }

    @ParameterizedTest
    @CsvSource({
        "DAYSAFTERBILLDATE, 10, 2026-10-15",
        "DAYSAFTERBILLMONTH, 10, 2026-11-10",
        "OFCURRENTMONTH, 20, 2026-10-20",
        "OFFOLLOWINGMONTH, 20, 2026-11-20"
    })
    void ruling26ABillIsDueByTheTermsOfItsContact(String type, int day, String due) {
        try (ExpenseDesk desk = desk("")) {
            desk.scenario.xero().createContact(terms(type, day));
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(desk.ben).cost("5").approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bill(desk.number(desk.ann)).path("DueDateString").asText())
                    .startsWith(due);
            assertThat(desk.bill(desk.number(desk.ben)).path("DueDateString").asText())
                    .as("the organisation's own terms: 30 days")
                    .startsWith("2026-11-04");
        }
    }
}
