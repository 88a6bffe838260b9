package org.harvestxero.overdue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueReport.State;
import org.junit.jupiter.api.Test;

/** A client gets one mail a day, whatever happens around it, and none that nobody said yes to. */
class OverdueTroublesIT {
    private static UUID contact(OverdueOffice office, String name) {
        return UUID.fromString(office.scenario.xero().contacts().stream()
                .filter(each -> each.path("Name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("ContactID")
                .asText());
    }

    @Test
    void clientsThatWereMergedInXeroGetOneMail() {
        try (OverdueOffice office = new OverdueOffice(OverdueOffice.FIRST, Map.of())) {
            office.owes(office.client("Sample Bakery", "ada@bakery.example"), "B-1", "100");
            office.owes(office.client("Bakery of old", "old@bakery.example"), "O-1", "50");
            office.open();
            office.scenario.xero().mergeContacts(contact(office, "Bakery of old"), contact(office, "Sample Bakery"));

            assertThat(office.run()).containsExactly(State.SENT);
            assertThat(office.run()).isEmpty();

            assertThat(office.mailed()).containsExactly("ada@bakery.example");
            assertThat(office.desk().aged().clients())
                    .extracting(OverdueDesk.AgedClient::client)
                    .containsExactly("Sample Bakery");
        }
    }

    @Test
    void whoIsLinkedToAClientDuringTheDayIsNotMailedAgain() {
        String plan = "steps: [{name: first, day: 7, do: remind client}]\ninvoices: all\n";
        try (OverdueOffice office = new OverdueOffice(plan, Map.of())) {
            ObjectNode contact = JsonNodeFactory.instance
                    .objectNode()
                    .put("Name", "Sample Bakery")
                    .put("EmailAddress", "ada@bakery.example");
            office.scenario.xero().createContact(contact);
            ObjectNode byHand = JsonNodeFactory.instance
                    .objectNode()
                    .put("Type", "ACCREC")
                    .put("Status", "AUTHORISED")
                    .put("InvoiceNumber", "HAND-1")
                    .put("Date", "2026-10-01")
                    .put("DueDate", "2026-10-31");
            byHand.putObject("Contact").put("Name", "Sample Bakery");
            byHand.putArray("LineItems")
                    .addObject()
                    .put("Description", "Cake")
                    .put("Quantity", 1)
                    .put("UnitAmount", 20)
                    .put("AccountCode", "200")
                    .put("TaxType", "NONE");
            office.scenario.xero().createInvoice(byHand);
            office.open();
            assertThat(office.run()).containsExactly(State.SENT);

            office.owes(office.client("Sample Bakery", "ada@bakery.example"), "B-1", "100");
            office.scenario.once();

            assertThat(office.run()).isEmpty();
            office.clock.jumpTo("2026-11-10T10:00:00Z");
            assertThat(office.run()).containsExactly(State.SENT);
            assertThat(office.mailed()).containsExactly("ada@bakery.example", "ada@bakery.example");
        }
    }

    @Test
    void aClockThatIsPutBackBringsNoSecondMail() {
        try (OverdueOffice office = new OverdueOffice(OverdueOffice.FIRST, Map.of())) {
            long client = office.client("Sample Bakery", "ada@bakery.example");
            office.owes(client, "B-1", "100");
            office.open();
            office.clock.jumpTo("2026-11-10T10:00:00Z");
            assertThat(office.run()).containsExactly(State.SENT);

            office.owes(client, "B-2", "100");
            office.scenario.once();
            office.clock.jumpTo("2026-11-09T10:00:00Z");

            assertThat(office.run()).isEmpty();
            office.clock.jumpTo("2026-11-11T10:00:00Z");
            assertThat(office.run()).containsExactly(State.SENT);
        }
    }

    @Test
    void aYesLapsesWhileNothingIsDone() {
        try (OverdueOffice office = new OverdueOffice(OverdueOffice.FIRST, Map.of())) {
            office.owes(office.client("Sample Bakery", "ada@bakery.example"), "B-1", "100");
            office.open();
            office.scenario.restart(office.settings(Map.of("overdue.steps", "off", "overdue.clients", "off")));
            office.scenario.fire("schedule-overdue");

            office.scenario.restart(office.settings(Map.of()));

            assertThat(office.run()).containsExactly(State.SHOWN);
            assertThat(office.mailed()).isEmpty();
        }
    }

    @Test
    void aMailThatWasNotSentLapsesOnceALaterDaysMailHasGone() {
        try (OverdueOffice office = new OverdueOffice(OverdueOffice.FIRST, Map.of())) {
            office.owes(office.client("Sample Bakery", "ada@bakery.example"), "B-1", "100");
            office.open();
            office.server.stop();
            assertThat(office.run()).containsExactly(State.NOT_SENT);
            assertThat(office.desk().mails(false)).hasSize(1);

            office.server.start();
            office.scenario.restart(office.settings(Map.of()));
            office.clock.jumpTo("2026-11-11T10:00:00Z");

            assertThat(office.run()).containsExactly(State.SENT);
            assertThat(office.desk().mails(false)).isEmpty();
            assertThat(office.mailed()).hasSize(1);
        }
    }

    @Test
    void aQuestionAboutTheClientHoldsItsInvoices() {
        try (OverdueOffice office = new OverdueOffice(OverdueOffice.FIRST, Map.of())) {
            long client = office.client("Sample Bakery", "ada@bakery.example");
            office.owes(client, "B-1", "100");
            office.open();
            office.scenario.sql(
                    "insert into outbox (connection, kind, source_id, revision, action, state, group_id, order_key, next_attempt_at,"
                            + " first_failed_at, created_at) values ('main', 'client', " + client
                            + ", 'conflict', 'create', 'failed', " + client + ", '1', now(), now(), now())");

            assertThat(office.run()).isEmpty();
            assertThat(office.desk().list(null))
                    .singleElement()
                    .satisfies(item -> assertThat(item.hold().why().code()).isEqualTo("client-question"));
        }
    }

    @Test
    void theStatementGoesAlongAsPdf() throws Exception {
        try (OverdueOffice office = new OverdueOffice(OverdueOffice.FIRST + "attachments: both\n", Map.of())) {
            long client = office.client("Sample Bäckerei", "ada@bakery.example");
            office.owes(client, "B-1", "120.50");
            office.owes(client, "B-2", "79.50");
            office.open();

            assertThat(office.run()).containsExactly(State.SENT);

            MimeMultipart parts = (MimeMultipart) office.server.getReceivedMessages()[0].getContent();
            assertThat(List.of(
                            parts.getBodyPart(1).getFileName(),
                            parts.getBodyPart(2).getFileName()))
                    .containsExactly("statement.csv", "statement.pdf");
            BodyPart pdf = parts.getBodyPart(2);
            assertThat(pdf.getContentType()).startsWith("application/pdf");
            String text =
                    new PdfTextExtractor(new PdfReader(pdf.getInputStream().readAllBytes())).getTextFromPage(1);
            assertThat(text)
                    .contains("Statement of open invoices")
                    .contains("Sandbox Studio Ltd")
                    .contains("To Sample Bäckerei, as of 2026-11-09")
                    .containsSubsequence("B-1", "2026-10-31", "9", "120.50 GBP")
                    .containsSubsequence("B-2", "79.50 GBP", "Open in total", "200.00 GBP");
        }
    }

    @Test
    void managersOfWorkBilledHereAreThoseOfItsProjects() {
        try (OverdueOffice office = new OverdueOffice(
                "steps: [{name: manager, day: 1, do: tell manager}]\n", Map.of("copy.revenue-account", "200"))) {
            long client = office.client("Sample Bakery", "ada@bakery.example");
            long task = office.scenario.harvest().add(aTask("Design"));
            long ben = office.scenario.harvest().add(aUser("Ben", "Manager").email("ben@agency.example"));
            long project = office.scenario
                    .harvest()
                    .add(aProject(client, "Website")
                            .hourlyRate("100")
                            .task(task)
                            .manager(ben));
            office.scenario
                    .harvest()
                    .add(aTimeEntry(project, task, ben)
                            .on(LocalDate.of(2026, 10, 6))
                            .hours("2")
                            .approved());
            office.scenario.agreement("bakery.yaml", """
                    client: Sample Bakery
                    start: 2026-10-01
                    coding: [{account: "200"}]
                    review: {when: []}
                    sending: {mirror: false}
                    """);
            office.scenario.runBilling();
            office.scenario.once();
            office.clock.jumpTo("2027-01-20T10:00:00Z");

            assertThat(office.run()).containsExactly(State.SENT);

            assertThat(office.mailed()).containsExactly("ben@agency.example");
        }
    }

    @Test
    void eachStepOnAnInvoicePastDueIsToldOnce() throws Exception {
        String plan = """
                steps:
                  - {name: soon, day: -3, do: tell owner}
                  - {name: first, day: 7, do: remind client}
                  - {name: stop, day: 9, do: stop work}
                """;
        try (OverdueOffice office = new OverdueOffice(plan, Map.of("events.keep", "always"))) {
            long client = office.client("Sample Bakery", "ada@bakery.example");
            office.owes(client, "B-1", "100");
            office.scenario
                    .harvest()
                    .add(office.invoice(client, "L-1", "70")
                            .due(LocalDate.of(2026, 11, 11))
                            .open());
            office.open();

            office.run();
            office.run();

            assertThat(office.told("invoice.overdue")).hasSize(2).allSatisfy(event -> {
                JsonNode data = new ObjectMapper().readTree(event.data());
                assertThat(data.at("/invoice/number").asText()).isEqualTo("B-1");
                assertThat(data.at("/due/amount").decimalValue()).isEqualByComparingTo(new BigDecimal("100"));
                assertThat(data.at("/days").asInt()).isEqualTo(9);
            });
        }
    }

    @Test
    void ofAnInvoiceTypedInXeroTheNamedManagerIsToldElseTheOwner() throws Exception {
        String plan = "steps: [{name: manager, day: 1, do: tell manager}]\ninvoices: all\n";
        try (OverdueOffice office = new OverdueOffice(plan, Map.of())) {
            office.owes(office.client("Sample Bakery", "ada@bakery.example"), "O-1", "1");
            office.scenario.once();
            office.scenario.xero().createInvoice(typed("Sample Bakery", "T-1"));
            office.scenario.xero().createInvoice(typed("Nobody's client", "T-2"));

            assertThat(office.run()).containsExactly(State.SENT);

            assertThat(office.mailed()).containsExactly("owner@agency.example");
            assertThat(GreenMailUtil.getBody(office.server.getReceivedMessages()[0]))
                    .contains("O-1", "T-1", "T-2");
        }
        String named = plan + "clients:\n  - {client: Sample Bakery, manager: [ben@agency.example]}\n";
        try (OverdueOffice office = new OverdueOffice(named, Map.of())) {
            office.owes(office.client("Sample Bakery", "ada@bakery.example"), "O-1", "1");
            office.scenario.once();
            office.scenario.xero().createInvoice(typed("Sample Bakery", "T-1"));

            assertThat(office.run()).containsExactly(State.SENT);

            assertThat(office.mailed()).containsExactly("ben@agency.example");
            assertThat(GreenMailUtil.getBody(office.server.getReceivedMessages()[0]))
                    .contains("O-1", "T-1");
        }
    }

    private static ObjectNode typed(String contact, String number) {
        ObjectNode invoice = JsonNodeFactory.instance.objectNode();
        invoice.put("Type", "ACCREC")
                .put("InvoiceNumber", number)
                .put("Status", "AUTHORISED")
                .put("Date", "2026-10-01")
                .put("DueDate", OverdueOffice.DUE.toString());
        invoice.putObject("Contact").put("Name", contact);
        invoice.putArray("LineItems")
                .addObject()
                .put("Description", "Work")
                .put("Quantity", 1)
                .put("UnitAmount", 100)
                .put("AccountCode", "200");
        return invoice;
    }
}
