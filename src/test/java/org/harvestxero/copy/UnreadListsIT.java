package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.Trouble;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroFault.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is decided on a list that could not be read: what needs it waits and says so, all else goes on. */
class UnreadListsIT {
    private static final String API = "/api.xro/2.0";
    private static final LocalDate DAY = LocalDate.of(2026, 10, 5);

    private final TestClock clock = new TestClock();
    private CopyScenario scenario = CopyScenario.start(clock, Map.of());

    @AfterEach
    void stop() {
        scenario.close();
    }

    /** How Xero's contacts can't be read. */
    enum Contacts {
        OWN_ERROR(XeroFault.of(Kind.ERROR_BEFORE).withStatus(500)),
        REFUSED(XeroFault.of(Kind.REFUSED)),
        BROKEN_SECOND_PAGE(XeroFault.of(Kind.BROKEN_JSON).holding("page=2"));

        private final XeroFault fault;

        Contacts(XeroFault fault) {
            this.fault = fault.on("GET", API + "/Contacts").next(1_000);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Contacts.class)
    void noContactIsMadeThatMayBeInXeroWhileItsContactsCannotBeRead(Contacts how) {
        long known = scenario.harvest().add(aClient("Known Ltd"));
        scenario.harvest().add(design(known, "K-1").open());
        scenario.once();
        if (how == Contacts.BROKEN_SECOND_PAGE) {
            for (int i = 0; i < 1_000; i++) {
                contact("Other " + i);
            }
        }
        String archived = contact("Archived Ltd");
        scenario.xero().archiveContact(UUID.fromString(archived));
        long client = scenario.harvest().add(aClient("Archived Ltd"));
        scenario.harvest().add(design(client, "A-1").open());
        scenario.harvest().add(design(known, "K-2").open());
        scenario.xero().arm(how.fault);

        CycleReport blind = scenario.once();

        assertThat(numbers(blind)).containsExactly("K-2");
        assertThat(blind.failed()).isEmpty();
        assertThat(blind.waiting())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.reason())
                        .isEqualTo("Xero's contacts could not be read, and its client has no contact in Xero yet"));
        assertThat(blind.troubles()).extracting(Trouble::side).containsExactly("Xero");
        assertThat(scenario.copyService().status().undecided())
                .containsExactly(
                        entry("Xero's contacts could not be read, and its client has no contact in Xero yet", 1L));
        assertThat(named("Archived Ltd")).hasSize(1);

        scenario.xero().clearFaults();
        CycleReport seeing = scenario.once();

        assertThat(seeing.waiting()).isEmpty();
        assertThat(named("Archived Ltd")).hasSize(1);
        assertThat(scenario.copyService().status().undecided()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/clients, ERROR_500_BEFORE_COMMIT, Harvest's clients",
        "/clients, MALFORMED_BODY, Harvest's clients",
        "/contacts, ERROR_503_BEFORE_COMMIT, the people of Harvest's clients",
        "/contacts, HTML_BODY, the people of Harvest's clients"
    })
    void noBareContactIsMadeWhileAClientCannotBeRead(String list, Fault.Kind kind, String words) {
        long client = scenario.harvest().add(aClient("Sample Bakery").address("1 High Street"));
        scenario.harvest().add(aContact(client, "Ann", "Baker").email("ann@example.com"));
        scenario.harvest().add(design(client, "B-1").open());
        scenario.harvest().make(Fault.of(kind).on("GET", list));

        CycleReport blind = scenario.once();

        assertThat(blind.copied()).isEmpty();
        assertThat(blind.waiting())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.reason())
                        .isEqualTo(words + " could not be read, and its client has no contact in Xero yet"));
        assertThat(blind.troubles()).extracting(Trouble::side).containsExactly("Harvest");
        assertThat(scenario.xero().contacts()).isEmpty();

        scenario.harvest().clearFaults();
        CycleReport seeing = scenario.once();

        assertThat(numbers(seeing)).containsExactly("B-1");
        assertThat(named("Sample Bakery")).singleElement().satisfies(UnreadListsIT::isWhole);
    }

    private static void isWhole(JsonNode contact) {
        assertThat(contact.path("EmailAddress").asText()).isEqualTo("ann@example.com");
        assertThat(contact.path("FirstName").asText()).isEqualTo("Ann");
        assertThat(contact.path("LastName").asText()).isEqualTo("Baker");
        assertThat(contact.path("Addresses").toString()).contains("1 High Street");
    }

    @Test
    void aContactThatAnEarlierVersionMadeBareIsCompletedOnceItsClientIsKnown() {
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest().add(design(client, "B-1").open());
        scenario.once();
        scenario.harvest().edit("/clients/" + client, Map.of("address", "1 High Street"));
        scenario.harvest().add(aContact(client, "Ann", "Baker").email("ann@example.com"));
        scenario.sql("delete from source_document where kind = 'client'");
        scenario.sql("delete from watermark where name in ('harvest-clients', 'harvest-contacts')");

        scenario.once();
        scenario.once();

        assertThat(named("Sample Bakery")).singleElement().satisfies(UnreadListsIT::isWhole);
        assertThat(scenario.once().calls().xero()).isLessThanOrEqualTo(1);
    }

    @Test
    void aCompletionXeroRefusesGoesOnByItselfOnceHarvestIsPutRight() {
        long client = scenario.harvest().add(aClient("Sample Bakery").address("1 High Street"));
        scenario.harvest().add(design(client, "B-1").open());
        scenario.once();
        assertThat(scenario.sql("update document_text set content = X'"
                        + HexFormat.of().formatHex(BARE.formatted(client).getBytes(StandardCharsets.UTF_8))
                        + "' where id in (select content_id from outbox where kind = 'contact')"))
                .isEqualTo(1);
        long ann = scenario.harvest().add(aContact(client, "Ann", "Baker").email("ann(at)example.com"));
        scenario.sql("delete from source_document where kind = 'client'");
        scenario.sql("delete from watermark where name in ('harvest-clients', 'harvest-contacts')");

        scenario.once();
        scenario.once();

        assertThat(scenario.sql("update outbox set message = message where kind = 'contact' and state = 'failed'"))
                .isEqualTo(1);
        scenario.harvest().edit("/contacts/" + ann, Map.of("email", "ann@example.com"));
        clock.jump(Duration.ofMinutes(2));

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(named("Sample Bakery")).singleElement().satisfies(UnreadListsIT::isWhole);
    }

    /** A contact as it was stored when no more than the client's name was known. */
    private static final String BARE =
            "{\"clientId\":%d,\"name\":\"Sample Bakery\",\"contactNumber\":null,\"addressLines\":[]}";

    @Test
    void whatPeopleFilledInMeanwhileStays() {
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest().add(design(client, "B-1").open());
        scenario.once();
        scenario.sql("update xero_contact set email = null");
        scenario.harvest().add(aContact(client, "Ann", "Baker").email("ann@example.com"));
        scenario.sql("delete from source_document where kind = 'client'");
        scenario.sql("delete from watermark where name in ('harvest-clients', 'harvest-contacts')");
        scenario.xero()
                .editContact(
                        UUID.fromString(
                                named("Sample Bakery").get(0).path("ContactID").asText()),
                        JsonNodeFactory.instance.objectNode().put("EmailAddress", "books@example.com"));

        scenario.once();

        assertThat(named("Sample Bakery")).singleElement().satisfies(contact -> {
            assertThat(contact.path("EmailAddress").asText()).isEqualTo("books@example.com");
            assertThat(contact.path("FirstName").asText()).isEqualTo("Ann");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/Organisation, ERROR_BEFORE, Xero's organisation could not be read",
        "/Accounts, BROKEN_JSON, Xero's accounts could not be read",
        "/TaxRates, REFUSED, Xero's tax rates could not be read",
        "/Items, HTML, Xero's items could not be read",
        "/Currencies, OFFLINE_HTML, Xero's currencies could not be read"
    })
    void noInvoiceIsCodedByASetUpThatCouldNotBeRead(String list, Kind kind, String words) {
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(design(client, "S-1").open().payment(aPayment("100").on(DAY)));
        scenario.xero()
                .arm(XeroFault.of(kind).on("GET", API + list).withStatus(500).next(1_000));

        CycleReport blind = scenario.once();

        assertThat(blind.copied()).isEmpty();
        assertThat(blind.failed()).isEmpty();
        assertThat(blind.waiting()).extracting(CycleReport.Waiting::reason).containsExactly(words);
        assertThat(blind.troubles()).extracting(Trouble::reason).containsOnly(Trouble.Reason.UNREACHABLE);
        assertThat(scenario.xero().contacts()).isEmpty();

        scenario.xero().clearFaults();
        CycleReport seeing = scenario.once();

        assertThat(seeing.waiting()).isEmpty();
        assertThat(numbers(seeing)).containsExactly("S-1");
        assertThat(scenario.invoice("S-1").path("AmountDue").decimalValue()).isZero();
    }

    @Test
    void aSetUpOfYesterdayHoldsForTwoDaysWhileItCannotBeReadAnew() {
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest().add(design(client, "S-1").open());
        scenario.once();
        scenario.xero()
                .arm(XeroFault.of(Kind.ERROR_BEFORE)
                        .withStatus(500)
                        .on("GET", API + "/TaxRates")
                        .next(1_000_000));

        clock.jump(Duration.ofHours(47));
        scenario.harvest().add(design(client, "S-2").open());
        CycleReport fresh = scenario.once();
        clock.jump(Duration.ofHours(2));
        scenario.harvest().add(design(client, "S-3").open());
        CycleReport old = scenario.once();

        assertThat(numbers(fresh)).containsExactly("S-2");
        assertThat(old.copied()).isEmpty();
        assertThat(old.waiting())
                .extracting(CycleReport.Waiting::reason)
                .containsExactly("Xero's tax rates could not be read");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"REFUSED", "ERROR_BEFORE", "LOSE_REPLY", "BROKEN_JSON"})
    void onlyInvoicesWithTrackingWaitForTrackingCategories(Kind kind) {
        scenario.mappings("""
                rules:
                  - when: {client: Tracked Ltd}
                    use:
                      tracking: {Project: Alpha}
                """);
        long tracked = scenario.harvest().add(aClient("Tracked Ltd"));
        long plain = scenario.harvest().add(aClient("Plain Ltd"));
        scenario.harvest().add(design(tracked, "T-1").open());
        scenario.harvest().add(design(plain, "P-1").open());
        scenario.xero()
                .arm(XeroFault.of(kind)
                        .withStatus(500)
                        .on("GET", API + "/TrackingCategories")
                        .next(1_000));

        CycleReport blind = scenario.once();

        assertThat(numbers(blind)).containsExactly("P-1");
        assertThat(blind.failed()).isEmpty();
        assertThat(blind.waiting())
                .extracting(CycleReport.Waiting::reason)
                .containsExactly("Xero's tracking categories could not be read");

        scenario.xero().clearFaults();

        assertThat(numbers(scenario.once())).containsExactly("T-1");
    }

    private String contact(String name) {
        return scenario.xero()
                .createContact(JsonNodeFactory.instance.objectNode().put("Name", name))
                .path("ContactID")
                .asText();
    }

    private List<JsonNode> named(String name) {
        return scenario.xero().contacts().stream()
                .filter(contact -> name.equals(contact.path("Name").asText()))
                .toList();
    }

    private static InvoiceBuilder design(long client, String number) {
        return anInvoice(client).number(number).issued(DAY).line("Design", "1", "100");
    }

    private static Set<String> numbers(CycleReport report) {
        return report.copied().stream()
                .filter(copied -> copied.kind().name().equals("INVOICE"))
                .map(CycleReport.Copied::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aListWhoseTurnIsNextIsNotSaidToHaveFailed() {
        scenario.close();
        TestClock still = TestClock.still("2026-11-02T09:00:00Z"); // whose turn it is, is told by when lists were read
        scenario = CopyScenario.start(still, Map.of("contacts.follow", "true"));
        long client = scenario.harvest().add(aClient("Exempel Kaffe").currency("SEK"));
        scenario.harvest().add(design(client, "B-1").open());
        assertThat(scenario.once().failed()).extracting(FailedCopy::cause).containsExactly("currency-not-subscribed");
        scenario.xero().addCurrency("SEK");

        still.jump(Duration.ofMinutes(1));
        CycleReport turnOfClients = scenario.once();

        assertThat(turnOfClients.waiting())
                .extracting(CycleReport.Waiting::reason)
                .containsExactly(
                        "the people of Harvest's clients are read in the next cycle, and its client has no contact in"
                                + " Xero yet");
        still.jump(Duration.ofMinutes(1));
        assertThat(scenario.once().copied())
                .extracting(CycleReport.Copied::number)
                .contains("B-1");
    }
}
