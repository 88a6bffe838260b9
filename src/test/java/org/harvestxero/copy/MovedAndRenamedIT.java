package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An invoice that goes to another client, a client that goes by another name. */
class MovedAndRenamedIT {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 5);

    private final TestClock clock = new TestClock();
    private final CopyScenario scenario = CopyScenario.start(clock, Map.of("copy.tracking-category", "Region"));
    private long bakery;
    private long museum;

    @BeforeEach
    void twoClients() {
        scenario.mappings("""
            rules:
              - when: {client: Sample Museum}
                use: {account: "260"}
            """);
        bakery = scenario.harvest().add(aClient("Sample Bakery"));
        museum = scenario.harvest().add(aClient("Sample Museum"));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private static InvoiceBuilder invoice(long client, String number) {
        return anInvoice(client).number(number).issued(DAY).line("Work", "1", "100");
    }

    /** Contact, account and tracking option of the invoice in Xero. */
    private String coding(String number) {
        JsonNode invoice = scenario.invoice(number);
        JsonNode line = invoice.path("LineItems").path(0);
        return invoice.path("Contact").path("Name").asText() + " "
                + line.path("AccountCode").asText() + " "
                + line.path("Tracking").path(0).path("Option").asText();
    }

    private void move(long invoice, long client) {
        scenario.harvest().edit("/invoices/" + invoice, Map.of("client_id", client));
    }

    @Test
    void anInvoiceMovedToAnotherClientTakesItsContactAccountAndOption() {
        long draft = scenario.harvest().add(invoice(bakery, "INV-1"));
        long open = scenario.harvest().add(invoice(bakery, "INV-2").open());
        long paid = scenario.harvest()
                .add(invoice(bakery, "INV-3").open().payment(aPayment("40").on(DAY)));
        scenario.once();
        assertThat(coding("INV-1")).isEqualTo("Sample Bakery 200 Sample Bakery");

        move(draft, museum);
        move(open, museum);
        move(paid, museum);
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(coding("INV-1")).isEqualTo("Sample Museum 260 Sample Museum");
        assertThat(coding("INV-2")).isEqualTo("Sample Museum 260 Sample Museum");
        assertThat(coding("INV-3")).isEqualTo("Sample Museum 260 Sample Museum");
        move(open, bakery);
        assertThat(scenario.once().failed()).isEmpty();
        assertThat(coding("INV-2")).isEqualTo("Sample Bakery 200 Sample Bakery");
    }

    private List<String> options() {
        return scenario.xero().trackingOptions("Region");
    }

    private void rename(long client, String name) {
        scenario.harvest().edit("/clients/" + client, Map.of("name", name));
    }

    @Test
    void aRenamedClientRenamesItsOptionAndNeverGetsASecond() {
        scenario.harvest().add(invoice(bakery, "INV-1").open());
        scenario.harvest().add(invoice(museum, "INV-2").open());
        scenario.once();
        List<String> before = options();

        rename(bakery, "Sample Bakehouse");
        scenario.harvest().add(invoice(bakery, "INV-3").open());
        CycleReport report = scenario.once();
        scenario.restart(Map.of("copy.tracking-category", "Region"));
        rename(bakery, "Sample Bakers");
        scenario.harvest().add(invoice(bakery, "INV-4").open());
        CycleReport again = scenario.once();

        assertThat(before).contains("Sample Bakery", "Sample Museum");
        assertThat(report.failed()).isEmpty();
        assertThat(again.failed()).isEmpty();
        assertThat(options())
                .hasSameSizeAs(before)
                .contains("Sample Bakers", "Sample Museum")
                .doesNotContain("Sample Bakery", "Sample Bakehouse");
        assertThat(coding("INV-4")).endsWith("200 Sample Bakers");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = XeroFault.Kind.class,
            names = {"LOSE_REPLY", "DROP_REQUEST", "HTML", "OFFLINE_HTML"})
    void aRenameWithoutAnAnswerIsMadeOnce(XeroFault.Kind trouble) {
        scenario.harvest().add(invoice(bakery, "INV-1").open());
        scenario.once();
        int before = options().size();
        rename(bakery, "Sample Bakehouse");
        scenario.harvest().add(invoice(bakery, "INV-2").open());
        scenario.xero()
                .arm(XeroFault.of(trouble)
                        .on("POST", "/api.xro/2.0/TrackingCategories")
                        .next(1));

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.troubles()).isEmpty();
        assertThat(options()).hasSize(before).contains("Sample Bakehouse").doesNotContain("Sample Bakery");
        assertThat(coding("INV-2")).endsWith("200 Sample Bakehouse");
    }

    @Test
    void whatWasPlannedUnderTheOldNameTravelsUnderTheNewOne() {
        long edited = scenario.harvest().add(invoice(bakery, "INV-1").open());
        scenario.once();
        long line = scenario.harvest()
                .get("/invoices/" + edited)
                .path("line_items")
                .path(0)
                .path("id")
                .asLong();
        scenario.harvest()
                .edit(
                        "/invoices/" + edited,
                        Map.of(
                                "line_items",
                                JsonNodeFactory.instance
                                        .arrayNode()
                                        .add(JsonNodeFactory.instance
                                                .objectNode()
                                                .put("id", line)
                                                .put("unit_price", 150))));
        scenario.harvest().add(invoice(bakery, "INV-2").open());
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.REFUSED)
                        .on("PUT", "/api.xro/2.0/Invoices")
                        .next(1));
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.REFUSED)
                        .on("POST", "/api.xro/2.0/Invoices")
                        .next(1));
        scenario.once();
        assertThat(scenario.sql("update outbox set state = 'waiting', next_attempt_at = timestamp with time zone"
                        + " '2099-01-01 00:00:00+00' where state = 'failed'"))
                .isEqualTo(2);
        clock.jump(Duration.ofHours(1));
        scenario.once();

        rename(bakery, "Sample Bakehouse");
        scenario.harvest().add(invoice(bakery, "INV-3").open());
        scenario.once();
        scenario.sql("update outbox set next_attempt_at = timestamp with time zone '2000-01-01 00:00:00+00'"
                + " where state = 'waiting'");
        scenario.once();

        assertThat(coding("INV-1")).isEqualTo("Sample Bakery 200 Sample Bakehouse");
        assertThat(coding("INV-2")).isEqualTo("Sample Bakery 200 Sample Bakehouse");
        assertThat(coding("INV-3")).isEqualTo("Sample Bakery 200 Sample Bakehouse");
        assertThat(options()).doesNotContain("Sample Bakery");
    }

    /** The process was killed after Xero had renamed the option and before that was noted; or a bookkeeper renamed it by hand. */
    @Test
    void anOptionThatBearsTheNewNameAlreadyIsTakenAsRenamed() {
        scenario.harvest().add(invoice(bakery, "INV-1").open());
        scenario.once();
        scenario.harvest().add(invoice(bakery, "INV-2").open());
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.REFUSED)
                        .on("PUT", "/api.xro/2.0/Invoices")
                        .next(1));
        scenario.once();
        assertThat(scenario.sql("update outbox set state = 'waiting', next_attempt_at = timestamp with time zone"
                        + " '2099-01-01 00:00:00+00' where state = 'failed'"))
                .isEqualTo(1);
        clock.jump(Duration.ofHours(1));
        scenario.once();
        rename(bakery, "Sample Bakehouse");
        scenario.harvest().add(invoice(bakery, "INV-3").open());
        scenario.once();
        assertThat(scenario.sql("update client_option set name = 'Sample Bakery', former = '', renamed_at = null"
                        + " where name = 'Sample Bakehouse'"))
                .isEqualTo(1);
        scenario.restart(Map.of("copy.tracking-category", "Region"));
        clock.jump(Duration.ofHours(25));
        scenario.sql("update outbox set next_attempt_at = timestamp with time zone '2000-01-01 00:00:00+00'"
                + " where state = 'waiting'");

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(coding("INV-2")).isEqualTo("Sample Bakery 200 Sample Bakehouse");
        assertThat(options()).contains("Sample Bakehouse").doesNotContain("Sample Bakery");
    }

    @Test
    void anOptionThatIsGoneIsMadeAnew() {
        scenario.harvest().add(invoice(bakery, "INV-1").open());
        scenario.once();
        scenario.sql("update client_option set target_id = '00000000-0000-0000-0000-00000000abcd'");
        rename(bakery, "Sample Bakehouse");
        scenario.harvest().add(invoice(bakery, "INV-2").open());

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(coding("INV-2")).endsWith("200 Sample Bakehouse");
    }

    @Test
    void whereABookkeeperChoseAnotherContactNothingOfTheNewClientIsMixedIn() {
        long moved = scenario.harvest().add(invoice(bakery, "INV-1").open());
        scenario.once();
        ObjectNode edit = JsonNodeFactory.instance.objectNode();
        edit.putObject("Contact")
                .put(
                        "ContactID",
                        scenario.xero()
                                .createContact(
                                        JsonNodeFactory.instance.objectNode().put("Name", "Sample Holding"))
                                .path("ContactID")
                                .asText());
        scenario.xero().editInvoice("INV-1", edit);

        move(moved, museum);
        CycleReport report = scenario.once();

        assertThat(coding("INV-1")).isEqualTo("Sample Holding 200 Sample Bakery");
        assertThat(report.failed())
                .extracting(FailedCopy::message)
                .singleElement()
                .asString()
                .startsWith("Invoice INV-1 was changed on both sides: contact is \"Sample Holding\" in Xero and"
                        + " \"Sample Museum\" by Harvest (changed on both sides)");
    }
}
