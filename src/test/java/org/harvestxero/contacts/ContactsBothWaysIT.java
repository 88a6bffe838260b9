package org.harvestxero.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aContact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.api.ContactDesk.Conflict;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of clients and contacts cross both ways, each field on its own. */
class ContactsBothWaysIT {
    private final ContactsScenario scenario = new ContactsScenario(Map.of());
    private long client;

    @BeforeEach
    void aClientWithItsContact() {
        scenario.copy.harvest().turn(HarvestSwitch.OBSERVED_EXTRAS, true);
        client = scenario.client("Acme");
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private String email() {
        return scenario.people(client).path(0).path("email").asText();
    }

    private void emailInXero(String email) {
        scenario.editInXero("Acme", ContactsScenario.json().put("EmailAddress", email));
    }

    private void emailInHarvest(String email) {
        scenario.editInHarvest(
                "/contacts/" + scenario.people(client).path(0).path("id").asLong(), Map.of("email", email));
    }

    @Test
    void aNewClientGetsItsContactAtOnce() {
        JsonNode contact = scenario.contact("Acme");

        assertThat(contact.path("EmailAddress").asText()).isEqualTo("ada@acme.example");
        assertThat(contact.path("FirstName").asText()).isEqualTo("Ada");
        assertThat(contact.path("ContactNumber").asText()).isEqualTo("harvest-client-" + client);
        assertThat(contact.path("DefaultCurrency").asText()).isEqualTo("USD");
        assertThat(scenario.failed()).isEmpty();
    }

    @Test
    void theOtherPeopleAndPhoneNumbersFollow() {
        long ada = scenario.people(client).path(0).path("id").asLong();
        scenario.editInHarvest("/contacts/" + ada, Map.of("phone_office", "030 12345"));
        scenario.copy.harvest().add(aContact(client, "Ben", "Bell").email("ben@acme.example"));
        scenario.cycle();
        scenario.cycle();

        JsonNode contact = scenario.contact("Acme");
        assertThat(contact.path("ContactPersons").path(0).path("EmailAddress").asText())
                .isEqualTo("ben@acme.example");
        assertThat(contact.path("ContactPersons")
                        .path(0)
                        .path("IncludeInEmails")
                        .asBoolean())
                .isFalse();
        assertThat(contact.path("Phones").path(1).path("PhoneNumber").asText()).isEqualTo("030 12345");

        ObjectNode cid = ContactsScenario.json();
        cid.putArray("ContactPersons")
                .add(contact.path("ContactPersons").path(0))
                .addObject()
                .put("FirstName", "Cid")
                .put("LastName", "Cole")
                .put("EmailAddress", "cid@acme.example")
                .put("IncludeInEmails", true);
        scenario.editInXero("Acme", cid);
        scenario.cycle();
        scenario.cycle();

        assertThat(scenario.people(client)).hasSize(3).anySatisfy(person -> {
            assertThat(person.path("email").asText()).isEqualTo("cid@acme.example");
            assertThat(person.path("invoice_recipient_status").asText()).isEqualTo("cc");
        });
        assertThat(scenario.failed()).isEmpty();
    }

    @Test
    void aClientThatHarvestRefusesIsToldOfAndTheOthersGoOn() {
        long other = scenario.client("Bakery");
        scenario.copy.harvest().delete("/clients/" + client);
        scenario.editInXero("Acme", ContactsScenario.json().put("Name", "Acme Ltd"));
        scenario.editInXero("Bakery", ContactsScenario.json().put("Name", "Bakery Ltd"));
        scenario.cycle();

        assertThat(scenario.inHarvest(other).path("name").asText()).isEqualTo("Bakery Ltd");
        assertThat(scenario.failed()).extracting(FailedCopy::cause).containsExactly("client-gone");
        assertThat(scenario.callsOfCycle()).noneMatch(call -> call.contains("PATCH"));
    }

    @Test
    void aNameThatAnotherContactHasIsToldOf() {
        scenario.client("Bakery");
        scenario.editInHarvest("/clients/" + client, Map.of("name", "bakery "));
        scenario.cycle();
        scenario.cycle();

        assertThat(scenario.names()).containsExactlyInAnyOrder("Acme", "Bakery");
        assertThat(scenario.failed()).extracting(FailedCopy::cause).containsExactly("contact-name-taken");

        scenario.editInHarvest("/clients/" + client, Map.of("name", "Acme again"));
        scenario.cycle();
        scenario.cycle();

        assertThat(scenario.names()).containsExactlyInAnyOrder("Acme again", "Bakery");
        assertThat(scenario.failed()).isEmpty();
    }

    @Test
    void aMergedContactLeadsToTheOneThatIsLeft() {
        JsonNode left =
                scenario.copy.xero().createContact(ContactsScenario.json().put("Name", "Acme Group"));
        scenario.copy
                .xero()
                .mergeContacts(
                        UUID.fromString(
                                scenario.contact("Acme").path("ContactID").asText()),
                        UUID.fromString(left.path("ContactID").asText()));
        scenario.cycle();
        scenario.cycle();
        scenario.editInHarvest("/clients/" + client, Map.of("address", "3 New Street"));
        scenario.cycle();
        scenario.cycle();

        assertThat(scenario.inHarvest(client).path("is_active").asBoolean()).isTrue();
        assertThat(scenario.contact("Acme Group")
                        .path("Addresses")
                        .path(1)
                        .path("AddressLine1")
                        .asText())
                .isEqualTo("3 New Street");
        assertThat(scenario.failed()).isEmpty();
    }

    @Test
    void whatChangesInHarvestChangesInXero() {
        scenario.editInHarvest(
                "/clients/" + client, Map.of("name", "Acme & Sons", "address", "2 Other Street\nSampleton"));
        emailInHarvest("ada@sons.example");
        scenario.cycle();
        scenario.cycle();

        JsonNode contact = scenario.contact("Acme & Sons");
        assertThat(contact.path("EmailAddress").asText()).isEqualTo("ada@sons.example");
        assertThat(contact.path("Addresses").path(1).path("AddressLine1").asText())
                .isEqualTo("2 Other Street");
        assertThat(scenario.failed()).isEmpty();
    }

    @Test
    void whatChangesInXeroChangesInHarvest() {
        emailInXero("new@acme.example");
        scenario.editInXero("Acme", ContactsScenario.json().put("Name", "Acme Ltd"));
        scenario.cycle();

        assertThat(scenario.inHarvest(client).path("name").asText()).isEqualTo("Acme Ltd");
        assertThat(email()).isEqualTo("new@acme.example");
        assertThat(scenario.failed()).isEmpty();
    }

    @Test
    void whatChangedOnBothSidesIsAskedOnceAndTheAnswerIsKept() {
        emailInHarvest("harvest@acme.example");
        emailInXero("xero@acme.example");
        scenario.cycle();
        scenario.cycle();

        List<Conflict> conflicts = scenario.copy.engine().contacts().conflicts();
        assertThat(conflicts).hasSize(1);
        assertThat(conflicts.get(0).field()).isEqualTo("email");
        assertThat(scenario.failed()).extracting(copy -> copy.cause()).containsExactly("contact-conflict");
        assertThat(email()).isEqualTo("harvest@acme.example");

        scenario.copy.engine().contacts().answer(conflicts.get(0).id(), "xero", "Ada");
        scenario.cycle();
        scenario.cycle();

        assertThat(email()).isEqualTo("xero@acme.example");
        assertThat(scenario.failed()).isEmpty();
        assertThat(scenario.copy.engine().contacts().conflicts()).isEmpty();
    }

    @Test
    void archivingCrossesBothWays() {
        long other = scenario.client("Bakery");
        scenario.editInHarvest("/clients/" + client, Map.of("is_active", false));
        scenario.copy
                .xero()
                .archiveContact(UUID.fromString(
                        scenario.contact("Bakery").path("ContactID").asText()));
        scenario.cycle();
        scenario.cycle();

        assertThat(scenario.contact("Acme").path("ContactStatus").asText()).isEqualTo("ARCHIVED");
        assertThat(scenario.inHarvest(other).path("is_active").asBoolean()).isFalse();
        assertThat(scenario.failed()).isEmpty();
    }

    @Test
    void nothingGrowsOnceBothSidesAgree() {
        scenario.editInHarvest("/clients/" + client, Map.of("name", "Acme & Sons"));
        emailInXero("new@acme.example");
        for (int i = 0; i < 4; i++) {
            scenario.cycle();
        }

        List<String> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<String> cycle = scenario.callsOfCycle();
            assertThat(cycle.stream().filter(call -> call.contains("/clients") || call.contains("/contacts")))
                    .hasSize(1);
            assertThat(cycle.stream().filter(call -> call.contains("/Contacts")))
                    .hasSize(1);
            calls.addAll(cycle);
        }

        assertThat(calls).noneMatch(call -> call.contains("PATCH") || call.contains("PUT"));
        assertThat(scenario.names()).hasSize(1);
        assertThat(scenario.failed()).isEmpty();
    }
}
