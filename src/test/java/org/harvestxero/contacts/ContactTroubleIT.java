package org.harvestxero.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aContact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lost answers, lists that can't be read, many people, and texts nobody expects. */
class ContactTroubleIT {
    /** A read that fails is tried again five times. */
    private static final int READ_AND_RETRIES = 6;

    private final ContactsScenario scenario = new ContactsScenario(Map.of());
    private long client;

    @BeforeEach
    void aClientWithItsContact() {
        client = scenario.client("Acme");
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private void cycles(int count) {
        for (int cycle = 0; cycle < count; cycle++) {
            scenario.cycle();
        }
    }

    private void nothingIsLeft() {
        cycles(2);
        assertThat(scenario.failed()).isEmpty();
        assertThat(writes()).isEmpty();
    }

    /** What a cycle asks to be changed. */
    private List<String> writes() {
        return scenario.callsOfCycle().stream()
                .filter(call -> !call.contains(" GET ") && !call.contains("/connect/token"))
                .toList();
    }

    private ObjectNode person(String first, String email) {
        ObjectNode fields = ContactsScenario.json();
        fields.putArray("ContactPersons")
                .addObject()
                .put("FirstName", first)
                .put("LastName", "Bell")
                .put("EmailAddress", email)
                .put("IncludeInEmails", true);
        return fields;
    }

    @ParameterizedTest
    @CsvSource({
        "LOSE_REPLY",
        "DROP_REQUEST",
        "ERROR_500_AFTER_COMMIT",
        "ERROR_500_BEFORE_COMMIT",
        "MALFORMED_BODY",
        "EMPTY_BODY"
    })
    void anAnswerHarvestLosesIsNoSecondPersonAndNoLostName(Fault.Kind kind) {
        scenario.copy.harvest().make(Fault.of(kind).on("POST", "/contacts").times(1));
        scenario.copy.harvest().make(Fault.of(kind).on("PATCH", "/clients").times(1));
        scenario.editInXero("Acme", person("Ben", "ben@acme.example").put("Name", "Acme Ltd"));

        cycles(4);

        assertThat(scenario.inHarvest(client).path("name").asText()).isEqualTo("Acme Ltd");
        assertThat(scenario.people(client)).hasSize(2);
        nothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"LOSE_REPLY", "DROP_REQUEST", "ERROR_AFTER", "ERROR_BEFORE", "BROKEN_JSON", "EMPTY"})
    void anAnswerXeroLosesIsTheSameChange(XeroFault.Kind kind) {
        scenario.copy.xero().arm(XeroFault.of(kind).on("POST", "/api.xro/2.0/Contacts"));
        scenario.editInHarvest("/clients/" + client, Map.of("name", "Acme Ltd"));

        cycles(6);

        assertThat(scenario.copy.xero().faultsStruck()).isPositive();
        assertThat(scenario.names()).containsExactly("Acme Ltd");
        nothingIsLeft();
    }

    @Test
    void nothingIsDecidedOnListsThatCouldNotBeRead() {
        scenario.editInXero("Acme", ContactsScenario.json().put("Name", "Acme Ltd"));
        scenario.editInHarvest("/clients/" + client, Map.of("address", "9 Elsewhere"));
        scenario.copy
                .harvest()
                .make(Fault.of(Fault.Kind.ERROR_500_BEFORE_COMMIT).on("GET", "/contacts"));
        scenario.copy
                .harvest()
                .make(Fault.of(Fault.Kind.ERROR_500_BEFORE_COMMIT).on("GET", "/clients"));

        assertThat(writes()).isEmpty();

        scenario.copy.harvest().clearFaults();
        scenario.copy
                .xero()
                .arm(XeroFault.of(XeroFault.Kind.BROKEN_JSON)
                        .on("GET", "/api.xro/2.0/Contacts")
                        .every(1));
        assertThat(writes()).isEmpty();
        assertThat(scenario.copy.xero().faultsStruck()).isPositive();
        scenario.copy.xero().clearFaults();

        cycles(4);

        assertThat(scenario.inHarvest(client).path("name").asText()).isEqualTo("Acme Ltd");
        assertThat(scenario.contact("Acme Ltd").at("/Addresses/1/AddressLine1").asText())
                .isEqualTo("9 Elsewhere");
        nothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"/clients", "/contacts"})
    void aListThatFailsIsAskedForOnceInACycle(String list) {
        scenario.copy.harvest().make(Fault.of(Fault.Kind.MALFORMED_BODY).on("GET", list));

        for (int cycle = 0; cycle < 4; cycle++) {
            assertThat(scenario.callsOfCycle().stream().filter(call -> call.contains(list)))
                    .hasSizeLessThanOrEqualTo(READ_AND_RETRIES);
        }

        scenario.copy.harvest().clearFaults();
        nothingIsLeft();
    }

    @Test
    void ofFortyPeopleXeroHoldsFiveAndNobodyIsLost() {
        for (int n = 0; n < 40; n++) {
            scenario.copy.harvest().add(aContact(client, "Person", "No " + n).email("person" + n + "@acme.example"));
        }
        cycles(4);

        assertThat(scenario.contact("Acme").path("ContactPersons")).hasSize(5);
        assertThat(scenario.people(client)).hasSize(41);
        assertThat(scenario.failed()).isEmpty();
        nothingIsLeft();

        JsonNode last = scenario.contact("Acme").path("ContactPersons").path(4);
        ObjectNode fewer = ContactsScenario.json();
        ArrayNode left = fewer.putArray("ContactPersons");
        scenario.contact("Acme").path("ContactPersons").forEach(left::add);
        left.remove(4);
        scenario.editInXero("Acme", fewer);
        cycles(3);

        assertThat(last.path("EmailAddress").asText()).isNotEmpty();
        assertThat(scenario.people(client)).as("nobody is deleted in Harvest").hasSize(41);
        nothingIsLeft();
    }

    @Test
    void whoGetsInvoicesAndHasNoRoomInXeroIsToldOf() {
        for (int n = 0; n < 7; n++) {
            long id = scenario.copy
                    .harvest()
                    .add(aContact(client, "Person", "No " + n).email("person" + n + "@acme.example"));
            scenario.editInHarvest("/contacts/" + id, Map.of("invoice_recipient_status", "cc"));
        }

        cycles(4);

        assertThat(scenario.contact("Acme").path("ContactPersons")).hasSize(5);
        assertThat(scenario.failed()).extracting(FailedCopy::cause).containsExactly("contact-people-left-out");
    }

    @Test
    void peopleOfOneAddressStayTwo() {
        scenario.copy.harvest().add(aContact(client, "Front", "Desk").email("info@acme.example"));
        scenario.copy.harvest().add(aContact(client, "Back", "Office").email("info@acme.example"));
        cycles(3);
        assertThat(scenario.contact("Acme").path("ContactPersons")).hasSize(2);
        scenario.copy.harvest().add(aContact(client, "Cid", "Cole").email("cid@acme.example"));
        cycles(3);

        assertThat(scenario.contact("Acme").path("ContactPersons")).hasSize(3);
        ObjectNode more = ContactsScenario.json();
        ArrayNode people = more.putArray("ContactPersons");
        scenario.contact("Acme").path("ContactPersons").forEach(people::add);
        people.addObject()
                .put("FirstName", "Third")
                .put("LastName", "Desk")
                .put("EmailAddress", "info@acme.example")
                .put("IncludeInEmails", false);
        scenario.editInXero("Acme", more);
        cycles(4);

        assertThat(scenario.people(client))
                .extracting(person -> person.path("first_name").asText())
                .containsExactlyInAnyOrder("Ada", "Front", "Back", "Cid", "Third");
        nothingIsLeft();
    }

    @Test
    void aFieldThatIsEmptiedIsEmptyOnTheOtherSide() {
        scenario.editInHarvest("/clients/" + client, Map.of("address", ""));
        cycles(3);
        assertThat(scenario.contact("Acme").at("/Addresses/1/AddressLine1").asText())
                .isEmpty();

        scenario.editInXero("Acme", ContactsScenario.json().put("EmailAddress", ""));
        cycles(3);
        assertThat(scenario.people(client).path(0).path("email").asText("")).isEmpty();
        nothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "'Acme <script>alert(1)</script>'",
        "'Acme '' or 1=1; drop table link --'",
        "'=HYPERLINK(\"http://example.com\")'",
        "'{{xero.client-secret}} ${body} $simple{body}'",
        "'\u202eemca \u0627\u0644\u0639\u0631\u0628\u064a\u0629'",
        "'Caf\u00e9 \ud83c\udf70 Caf\u0065\u0301'"
    })
    void whateverANameHoldsIsANameAlone(String name) {
        scenario.editInHarvest("/clients/" + client, Map.of("name", name));
        cycles(4);

        List<String> names = scenario.names();
        assertThat(names).singleElement().asString().doesNotContain("<").isNotEqualTo("Acme");
        assertThat(scenario.inHarvest(client).path("name").asText()).isEqualTo(name);
        nothingIsLeft();
    }

    @Test
    void aNameOfNothingButForbiddenSignsIsToldOf() {
        scenario.editInHarvest("/clients/" + client, Map.of("name", "<<>>"));
        cycles(3);

        assertThat(scenario.names()).containsExactly("Acme");
        assertThat(scenario.failed()).extracting(FailedCopy::cause).containsExactly("client-name-unusable");
    }

    /** Texts that people paste: markup, far too long, right to left, control characters, emoji, trailing blanks. */
    private static final String[] HOSTILE = {
        "<b>Bold</b> & \"quoted\" <img src=x onerror=alert(1)>",
        "x".repeat(300),
        "\u0634\u0631\u0643\u0629 \u202e\u0627\u0644\u0627\u062e\u062a\u0628\u0627\u0631\u202c (\u200frtl\u200f)",
        "tab\there \u0007bell \u0000nul \u001besc",
        "\ud83c\udf70\ud83d\udc69\u200d\ud83d\udcbb \ud83c\uddfa\ud83c\udde6 \u0065\u0301",
        "  spaced   out\u00a0wide\u3000  "
    };

    static Stream<String> hostile() {
        return Stream.of(HOSTILE);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileTextsOfHarvestCrossOnceAndComeBackNever(String text) {
        long ada = scenario.people(client).path(0).path("id").asLong();
        scenario.editInHarvest("/clients/" + client, Map.of("name", "N " + text, "address", text + "\n" + text));
        scenario.editInHarvest("/contacts/" + ada, Map.of("first_name", text, "phone_office", text));
        scenario.copy.harvest().add(aContact(client, text, text).email("other@acme.example"));
        cycles(4);
        String name = scenario.inHarvest(client).path("name").asText();
        JsonNode people = scenario.people(client).deepCopy();

        settles();

        assertThat(scenario.names()).hasSize(1).doesNotContain("Acme");
        assertThat(scenario.inHarvest(client).path("name").asText()).isEqualTo(name);
        assertThat(scenario.people(client)).isEqualTo(people);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileTextsOfXeroCrossOnceAndComeBackNever(String text) {
        String fits = text.replaceAll("[<>]", "").strip();
        String shorter = fits.substring(0, Math.min(200, fits.length()));
        ObjectNode fields = person(shorter, "other@acme.example")
                .put("Name", "N " + shorter)
                .put("FirstName", shorter)
                .put("LastName", "L");
        fields.putArray("Addresses")
                .addObject()
                .put("AddressType", "POBOX")
                .put("AddressLine1", shorter)
                .put("City", "C " + shorter);
        scenario.editInXero("Acme", fields);
        cycles(4);
        JsonNode contact = scenario.copy.xero().contacts().get(0).deepCopy();

        settles();

        assertThat(scenario.inHarvest(client).path("name").asText()).isNotEqualTo("Acme");
        assertThat(scenario.people(client)).hasSize(2);
        assertThat(scenario.copy.xero().contacts()).containsExactly(contact);
    }

    /** Nothing is written any more, no row is added, and whatever a person has to see to is told once. */
    private void settles() {
        cycles(2);
        List<FailedCopy> told = scenario.failed();
        Map<String, Integer> rows = rows();
        for (int cycle = 0; cycle < 4; cycle++) {
            assertThat(writes()).isEmpty();
        }
        assertThat(rows()).isEqualTo(rows);
        assertThat(scenario.failed())
                .extracting(FailedCopy::id)
                .isEqualTo(told.stream().map(FailedCopy::id).toList());
    }

    private Map<String, Integer> rows() {
        Map<String, Integer> rows = new TreeMap<>();
        scenario.copy.ledger().forEach((table, content) -> rows.put(table, content.size()));
        rows.keySet().removeAll(Set.of("tally"));
        return rows;
    }
}
