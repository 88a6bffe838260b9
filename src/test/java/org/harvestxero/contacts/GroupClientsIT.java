package org.harvestxero.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contacts of a group in Xero become clients in Harvest, each once (contacts.from-group). */
class GroupClientsIT {
    private static final String GROUP = "Harvest clients";

    private ContactsScenario scenario;

    @AfterEach
    void stop() {
        scenario.close();
    }

    private void begin(Map<String, String> more) {
        scenario = new ContactsScenario(more);
    }

    private void begin() {
        begin(Map.of("contacts.from-group", GROUP));
    }

    private static Map<String, String> alone() {
        return Map.of("contacts.from-group", GROUP, "contacts.follow", "false", "contacts.create", "with-invoice");
    }

    private UUID contact(String name) {
        ObjectNode fields = ContactsScenario.json()
                .put("Name", name)
                .put("FirstName", "Ada")
                .put("LastName", "Able")
                .put("EmailAddress", "ada@example.com");
        fields.putArray("Addresses")
                .addObject()
                .put("AddressType", "POBOX")
                .put("AddressLine1", "1 Sample Street")
                .put("City", "Sampleton");
        return UUID.fromString(
                scenario.copy.xero().createContact(fields).path("ContactID").asText());
    }

    private void grouped(String name) {
        scenario.copy.xero().putIntoGroup(GROUP, contact(name));
    }

    private void cycles(int count) {
        for (int cycle = 0; cycle < count; cycle++) {
            scenario.cycle();
        }
    }

    /** An hour later, when the group is read again. */
    private void later() {
        scenario.clock.jump(Duration.ofHours(2));
        cycles(3);
    }

    private List<JsonNode> clients() {
        return StreamSupport.stream(
                        scenario.copy.harvest().get("/clients").path("clients").spliterator(), false)
                .toList();
    }

    private List<String> names() {
        return clients().stream().map(client -> client.path("name").asText()).toList();
    }

    private List<String> causes() {
        return scenario.failed().stream().map(FailedCopy::cause).toList();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aContactOfTheGroupBecomesAClientWithItsPerson(boolean follow, boolean touches) {
        begin(Map.of(
                "contacts.from-group",
                GROUP,
                "contacts.follow",
                Boolean.toString(follow),
                "contacts.create",
                "with-invoice"));
        scenario.copy.xero().setGroupsTouchContacts(touches);
        grouped("Acme");
        contact("Stranger");

        later();
        later();

        assertThat(names()).containsExactly("Acme");
        JsonNode client = clients().get(0);
        assertThat(client.path("address").asText()).isEqualTo("1 Sample Street\nSampleton");
        assertThat(scenario.people(client.path("id").asLong())).singleElement().satisfies(person -> {
            assertThat(person.path("email").asText()).isEqualTo("ada@example.com");
            assertThat(person.path("first_name").asText()).isEqualTo("Ada");
        });
        assertThat(scenario.names()).hasSize(2);
        assertThat(causes()).isEmpty();
    }

    @Test
    void aClientOfThatNameIsTheContacts() {
        begin();
        scenario.copy.harvest().add(aClient("acme "));
        grouped("Acme");

        later();

        assertThat(names()).hasSize(1);
        assertThat(scenario.names()).hasSize(1);
        assertThat(causes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LOSE_REPLY", "ERROR_500_AFTER_COMMIT", "MALFORMED_BODY", "DROP_REQUEST", "ERROR_503_BEFORE_COMMIT"})
    void anAnswerThatIsLostLeavesOneClient(Fault.Kind kind) {
        begin(alone());
        grouped("Acme");
        scenario.clock.jump(Duration.ofHours(2));
        scenario.copy.harvest().make(Fault.of(kind).on("POST", "/clients").times(1));

        cycles(4);

        assertThat(names()).containsExactly("Acme");
        assertThat(scenario.people(clients().get(0).path("id").asLong())).hasSize(1);
        assertThat(causes()).isEmpty();
    }

    @Test
    void aGroupThatIsNotThereIsToldAndReadOnceItIs() {
        begin(Map.of("contacts.from-group", "No such group"));
        cycles(2);
        assertThat(causes()).containsExactly("contact-group-missing");
        scenario.copy.xero().putIntoGroup("No such group", contact("Acme"));

        scenario.copy.copyService().retry(Set.of(scenario.failed().get(0).id()), "Ada");
        cycles(3);

        assertThat(names()).containsExactly("Acme");
        assertThat(causes()).isEmpty();
    }

    @Test
    void whatHarvestRefusesIsToldAndTriedAgainOnDemand() {
        begin();
        grouped("Acme");
        grouped("Bakery");
        scenario.copy
                .harvest()
                .make(Fault.of(Fault.Kind.NOT_FOUND_HTML).on("POST", "/clients").times(1));
        later();

        assertThat(names()).hasSize(1);
        assertThat(causes()).containsExactly("client-not-made");
        List<String> calls = scenario.callsOfCycle();
        assertThat(calls).noneMatch(call -> call.contains("harvest POST"));

        scenario.copy.copyService().retry(Set.of(scenario.failed().get(0).id()), "Ada");
        cycles(2);

        assertThat(names()).containsExactlyInAnyOrder("Acme", "Bakery");
        assertThat(causes()).isEmpty();
    }

    @Test
    void aGroupThatCantBeReadMakesNobody() {
        begin();
        grouped("Acme");
        scenario.clock.jump(Duration.ofHours(2));
        scenario.copy
                .xero()
                .arm(XeroFault.of(XeroFault.Kind.BROKEN_JSON)
                        .on("GET", "/api.xro/2.0/ContactGroups")
                        .every(1));
        cycles(1);
        assertThat(scenario.copy.xero().faultsStruck()).isPositive();
        assertThat(names()).isEmpty();
        scenario.copy.xero().clearFaults();

        cycles(2);

        assertThat(names()).containsExactly("Acme");
    }

    @Test
    void theGroupIsReadOnceAnHourAndNothingGrows() {
        begin();
        grouped("Acme");
        later();

        for (int cycle = 0; cycle < 2; cycle++) {
            assertThat(scenario.callsOfCycle())
                    .noneMatch(call -> call.contains("/ContactGroups") || call.contains("harvest POST"));
        }
        assertThat(names()).hasSize(1);
    }
}
