package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number that is free again lets go what it blocked, and people are told on which side the trouble stands. */
class NumbersFreedIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);
    private static final Map<String, String> FOLLOW = Map.of("copy.on-delete", "follow");

    private CopyScenario scenario;
    private long client;

    @AfterEach
    void stop() {
        scenario.close();
    }

    private void begin(Map<String, String> settings) {
        scenario = CopyScenario.start(settings);
        client = scenario.harvest().add(aClient("Sample Bakery"));
    }

    private InvoiceBuilder invoice(String number) {
        return anInvoice(client).number(number).issued(DAY).line("Work", "1", "100");
    }

    private static void assertBlocked(CycleReport report, String cause, String message, String remedy) {
        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.cause()).isEqualTo(cause);
            assertThat(failed.message()).isEqualTo(message);
            assertThat(failed.remedy()).startsWith(remedy);
        });
    }

    @ParameterizedTest(name = "after a restart: {0}")
    @ValueSource(booleans = {false, true})
    void theNumberOfADeletedDraftGoesToTheNextInvoice(boolean restarted) {
        begin(FOLLOW);
        long draft = scenario.harvest().add(invoice("INV-1"));
        scenario.once();
        scenario.harvest().delete("/invoices/" + draft);
        scenario.harvest().add(invoice("INV-1").open());

        CycleReport blocked = scenario.once();
        scenario.sweep();
        scenario.scheduled();
        if (restarted) {
            scenario.restart(FOLLOW);
        }
        scenario.once();

        assertThat(blocked.failed())
                .extracting(FailedCopy::number, FailedCopy::cause)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("INV-1", "number-held-by-copy"));
        assertThat(scenario.once().failed()).isEmpty();
        assertThat(scenario.invoice("INV-1").path("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(scenario.invoice("INV-1-deleted-" + draft).path("Status").asText())
                .isEqualTo("DELETED");
    }

    @Test
    void aNumberThatOneInvoiceLeavesIsTakenByAnotherInTheSameRun() {
        begin(Map.of());
        long first = scenario.harvest().add(invoice("INV-1").open());
        scenario.once();
        scenario.harvest().edit("/invoices/" + first, Map.of("number", "INV-9"));
        long second = scenario.harvest().add(invoice("INV-1").open());

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(scenario.invoice("INV-9").path("Url").asText()).endsWith("/invoices/" + first);
        assertThat(scenario.invoice("INV-1").path("Url").asText()).endsWith("/invoices/" + second);
    }

    @ParameterizedTest(name = "after a restart: {0}")
    @ValueSource(booleans = {false, true})
    void aStrangerThatIsRenamedInXeroLetsTheNumberGo(boolean restarted) {
        begin(Map.of());
        scenario.harvest().add(invoice("INV-1").open());
        scenario.once();
        ObjectNode stranger = JsonNodeFactory.instance.objectNode().put("InvoiceNumber", "INV-2");
        scenario.xero().editInvoice("INV-1", stranger.put("Url", "https://example.test/other"));
        scenario.sql("delete from link where kind = 'invoice'");
        scenario.harvest().add(invoice("INV-2").open());
        CycleReport blocked = scenario.once();

        scenario.xero()
                .editInvoice("INV-2", JsonNodeFactory.instance.objectNode().put("InvoiceNumber", "INV-3"));
        if (restarted) {
            scenario.restart();
        }
        CycleReport free = scenario.once();

        assertBlocked(
                blocked,
                "number-taken",
                "Another invoice in Xero already has the number INV-2; numbers of voided and deleted ones stay taken.",
                "Change the number in Harvest, or rename the other invoice in Xero.");
        assertThat(free.failed()).isEmpty();
        assertThat(scenario.invoice("INV-2").path("Url").asText()).contains("/invoices/");
    }

    @Test
    void whereOurOwnCopyHoldsTheNumberItIsNamed() {
        begin(Map.of());
        long deleted = scenario.harvest().add(invoice("INV-1"));
        scenario.once();
        scenario.harvest().delete("/invoices/" + deleted);
        scenario.sweep();
        scenario.harvest().add(invoice("INV-1").open());

        CycleReport report = scenario.once();

        assertThat(report.failed())
                .filteredOn(failed -> failed.cause().equals("number-held-by-copy"))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.message())
                            .isEqualTo("The number INV-1 is held in Xero by the copy of another Harvest invoice,"
                                    + " which was deleted in Harvest.");
                    assertThat(failed.remedy())
                            .isEqualTo(
                                    "Free the number: rename that copy in Xero before it is voided, or set copy.on-delete=follow so"
                                            + " that both happen by themselves; this goes on by itself then.");
                });
        scenario.restart(FOLLOW);
        scenario.once();
        assertThat(scenario.once().failed()).isEmpty();
    }

    @Test
    void anAddressFieldWithTwoAddressesSaysSo() {
        begin(Map.of());
        scenario.harvest().add(aContact(client, "Jane", "Baker").email("jane@example.test, joe@example.test"));
        scenario.harvest().add(invoice("INV-1").open());

        assertBlocked(
                scenario.once(),
                "email-several",
                "The e-mail address of Sample Bakery in Harvest holds more than one: \"jane@example.test,"
                        + " joe@example.test\". Xero takes one for a contact.",
                "Leave one address in that field in Harvest");
    }

    @Test
    void twoClientsThatShareAnAddressAreToldOfIt() {
        begin(Map.of("copy.contact-by-email", "true"));
        long other = scenario.harvest().add(aClient("Sample Museum"));
        scenario.harvest().add(aContact(client, "Jane", "Baker").email("jane@example.test"));
        scenario.harvest().add(aContact(other, "Jane", "Baker").email("jane@example.test"));
        scenario.harvest().add(invoice("INV-1").open());
        scenario.once();
        scenario.harvest()
                .add(anInvoice(other)
                        .number("INV-2")
                        .issued(DAY)
                        .line("Work", "1", "50")
                        .open());

        assertBlocked(
                scenario.once(),
                "client-email-clash",
                "The client Sample Museum has the e-mail address jane@example.test, and the Xero contact with that"
                        + " address belongs to another Harvest client, number " + client + ".",
                "Set copy.contact-by-email=false, or give one of the two clients");
    }
}
