package org.harvestxero.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a contact is given when it is made (contacts.defaults). */
class ContactDefaultsIT {
    private ContactsScenario scenario;

    @AfterEach
    void stop() {
        scenario.close();
    }

    private void begin(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "contacts.defaults.payment-terms", "30 days",
                "contacts.defaults.payment-terms.USD", "20 next month",
                "contacts.defaults.sales-account", "200",
                "contacts.defaults.sales-tax", "ZERORATEDOUTPUT",
                "contacts.defaults.group", "From Harvest"));
        settings.putAll(more);
        scenario = new ContactsScenario(settings);
    }

    private List<String> groups(String contact) {
        return scenario.copy
                .xero()
                .groupsOf(UUID.fromString(
                        scenario.contact(contact).path("ContactID").asText()));
    }

    private void group() {
        scenario.copy
                .xero()
                .putIntoGroup(
                        "From Harvest",
                        UUID.fromString(scenario.copy
                                .xero()
                                .createContact(ContactsScenario.json().put("Name", "Somebody"))
                                .path("ContactID")
                                .asText()));
    }

    @Test
    void aNewContactIsGivenThemByItsCurrency() {
        begin(Map.of());
        group();
        scenario.client("Acme");
        scenario.cycle();

        JsonNode contact = scenario.contact("Acme");
        assertThat(contact.at("/PaymentTerms/Sales/Day").asInt()).isEqualTo(20);
        assertThat(contact.at("/PaymentTerms/Sales/Type").asText()).isEqualTo("OFFOLLOWINGMONTH");
        assertThat(contact.path("SalesDefaultAccountCode").asText()).isEqualTo("200");
        assertThat(contact.path("AccountsReceivableTaxType").asText()).isEqualTo("ZERORATEDOUTPUT");
        assertThat(groups("Acme")).containsExactly("From Harvest");
        assertThat(scenario.failed()).isEmpty();
        scenario.cycle();
        assertThat(scenario.callsOfCycle()).noneMatch(call -> call.contains("ContactGroups"));
    }

    @Test
    void aGroupThatIsNotThereIsToldAndJoinedOnceItIs() {
        begin(Map.of());
        scenario.client("Acme");
        scenario.cycle();
        assertThat(scenario.failed()).extracting(FailedCopy::cause).containsExactly("contact-group-missing");
        assertThat(scenario.callsOfCycle()).noneMatch(call -> call.contains("ContactGroups"));
        group();

        scenario.copy.copyService().retry(Set.of(scenario.failed().get(0).id()), "Ada");
        scenario.cycle();

        assertThat(groups("Acme")).containsExactly("From Harvest");
        assertThat(scenario.failed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LOSE_REPLY", "DROP_REQUEST", "ERROR_AFTER", "ERROR_BEFORE", "EMPTY"})
    void anAnswerThatIsLostIsAskedForAgain(XeroFault.Kind kind) {
        begin(Map.of());
        group();
        scenario.copy.xero().arm(XeroFault.of(kind).on("PUT", "/api.xro/2.0/ContactGroups"));
        scenario.client("Acme");
        scenario.cycle();
        assertThat(scenario.copy.xero().faultsStruck()).isPositive();

        scenario.cycle();
        scenario.cycle();

        assertThat(groups("Acme")).containsExactly("From Harvest");
        assertThat(scenario.failed()).isEmpty();
    }

    @Test
    void whoIsTakenOutOfTheGroupStaysOut() {
        begin(Map.of());
        group();
        scenario.client("Acme");
        scenario.cycle();
        scenario.editInXero("Acme", ContactsScenario.json().put("SalesDefaultAccountCode", "260"));
        scenario.cycle();
        scenario.cycle();

        assertThat(scenario.contact("Acme").path("SalesDefaultAccountCode").asText())
                .as("never afterwards")
                .isEqualTo("260");
    }

    @Test
    void oneThatIsRefusedHoldsNoOther() {
        begin(Map.of());
        group();
        scenario.copy
                .xero()
                .arm(XeroFault.of(XeroFault.Kind.REFUSED)
                        .on("PUT", "/api.xro/2.0/ContactGroups")
                        .every(1));
        scenario.client("Acme");
        scenario.cycle();
        scenario.cycle();
        assertThat(scenario.failed()).extracting(FailedCopy::cause).containsExactly("contact-not-grouped");
        scenario.copy.xero().clearFaults();

        scenario.copy.copyService().retry(Set.of(scenario.failed().get(0).id()), "Ada");
        scenario.cycle();

        assertThat(groups("Acme")).containsExactly("From Harvest");
        assertThat(scenario.failed()).isEmpty();
    }
}
