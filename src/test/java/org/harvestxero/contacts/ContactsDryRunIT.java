package org.harvestxero.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dry run tells what would change of clients and contacts on both sides, and does none of it. */
class ContactsDryRunIT {
    private static final String GROUP = "Harvest clients";
    /** A dry run keeps what it read of both sides, how far, and the calls spent on it. */
    private static final Set<String> READ =
            Set.of("source_document", "document_text", "watermark", "cached_answer", "tally", "xero_contact");

    private ContactsScenario scenario;

    private void begin(Map<String, String> settings) {
        scenario = new ContactsScenario(settings);
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private CycleReport rehearse() {
        return rehearse(null);
    }

    private CycleReport rehearse(String invoice) {
        long writes = writes();
        Map<String, List<String>> before = ledger();

        CycleReport report =
                CopyScenario.held(scenario.copy.copyService().copy(new CopyRequest(invoice, true, false), "jane"));

        assertThat(report.troubles()).isEmpty();
        assertThat(writes()).as("calls that write").isEqualTo(writes);
        Map<String, List<String>> after = ledger();
        assertThat(after.keySet())
                .filteredOn(table -> !after.get(table).equals(before.get(table)))
                .as("tables that changed")
                .isEmpty();
        return report;
    }

    private Map<String, List<String>> ledger() {
        Map<String, List<String>> ledger = scenario.copy.ledger();
        assertThat(ledger.keySet()).contains("followed_contact", "link", "outbox", "audit_event");
        ledger.keySet().removeAll(READ);
        return ledger;
    }

    private long writes() {
        return Stream.concat(
                        scenario.copy.harvest().requests().stream().map(request -> request.method()),
                        scenario.copy.xero().requests().stream()
                                .filter(request -> !request.path().contains("token"))
                                .map(request -> request.method()))
                .filter(method -> !method.equals("GET"))
                .count();
    }

    private static List<String> toHarvest(CycleReport report) {
        return report.toHarvest().stream()
                .map(each -> each.kind().text() + " " + each.number() + " "
                        + each.deed().text() + " " + each.fields())
                .toList();
    }

    private static List<String> toXero(CycleReport report) {
        return report.planned().stream()
                .filter(each -> each.kind() == DocumentKind.CLIENT)
                .map(each -> each.number() + " " + each.action())
                .toList();
    }

    @Test
    void whatWouldCrossIsToldForBothSides() {
        begin(Map.of());
        scenario.client("Acme");
        long bakery = scenario.client("Bakery");
        assertThat(toHarvest(rehearse())).isEmpty();
        scenario.editInXero(
                "Acme", ContactsScenario.json().put("Name", "Acme Ltd").put("EmailAddress", "new@acme.example"));
        scenario.editInHarvest("/clients/" + bakery, Map.of("address", "9 Elsewhere"));

        CycleReport report = rehearse();

        assertThat(toHarvest(report)).containsExactly("client Acme changed name, email");
        assertThat(report.failed()).isEmpty();
        assertThat(toXero(report)).singleElement().asString().startsWith("Bakery");

        scenario.cycle();
        scenario.cycle();

        assertThat(scenario.contact("Bakery").at("/Addresses/1/AddressLine1").asText())
                .as("what was read on trial is decided by the next cycles")
                .isEqualTo("9 Elsewhere");
        assertThat(scenario.names()).containsExactlyInAnyOrder("Acme Ltd", "Bakery");
        CycleReport after = rehearse();
        assertThat(toHarvest(after)).isEmpty();
        assertThat(toXero(after)).isEmpty();
        assertThat(scenario.failed()).isEmpty();
    }

    @Test
    void whatWouldBeAskedStandsAmongWhatWouldFail() {
        begin(Map.of());
        long client = scenario.client("Acme");
        scenario.editInXero("Acme", ContactsScenario.json().put("EmailAddress", "xero@acme.example"));
        scenario.editInHarvest(
                "/contacts/" + scenario.people(client).path(0).path("id").asLong(),
                Map.of("email", "harvest@acme.example"));

        CycleReport report = rehearse();

        assertThat(report.failed()).extracting(FailedCopy::cause).containsExactly("contact-conflict");
        assertThat(scenario.copy.engine().contacts().conflicts()).isEmpty();
        assertThat(scenario.failed()).isEmpty();
    }

    @Test
    void aNewClientAndContactsOfAGroupAreToldTo() {
        begin(Map.of("contacts.from-group", GROUP));
        UUID contact = UUID.fromString(scenario.copy
                .xero()
                .createContact(ContactsScenario.json().put("Name", "Grouped Ltd"))
                .path("ContactID")
                .asText());
        scenario.copy.xero().putIntoGroup(GROUP, contact);
        long client = scenario.copy.harvest().add(aClient("New Client"));
        scenario.copy.harvest().add(aContact(client, "Ada", "Able").email("ada@new.example"));

        CycleReport report = rehearse();

        assertThat(toHarvest(report)).containsExactly("client Grouped Ltd made ");
        assertThat(report.failed()).isEmpty();
        assertThat(scenario.names()).containsExactly("Grouped Ltd");
    }

    @Test
    void nothingIsReadOfContactsWhileNothingFollows() {
        begin(Map.of("contacts.follow", "false", "contacts.create", "with-invoice"));
        scenario.copy.xero().clearLog();

        CycleReport report = rehearse();

        assertThat(report.toHarvest()).isEmpty();
        assertThat(scenario.copy.xero().calls()).doesNotContainKey("GET /Contacts");
    }
}
