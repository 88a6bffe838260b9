package org.harvestxero.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Events.Item;
import org.harvestxero.api.Events.Selection;
import org.harvestxero.api.Reviews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens is told once, as its schema says, and not at all where nobody asked. */
class EmittedEventsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);

    private final TestClock clock = TestClock.at("2026-11-06T08:00:00Z");
    private CopyScenario scenario;
    private long client;

    private void begin(Map<String, String> settings) {
        scenario = CopyScenario.start(clock, settings);
        client = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    @Test
    void nothingIsWrittenDownWhileNoHookIsOn() {
        begin(Map.of());
        scenario.harvest()
                .add(anInvoice(client).number("INV-1").line("Design", "1", "95").open());

        scenario.once();

        assertThat(events()).isEmpty();
    }

    @Test
    void anInvoiceIsToldOfWhenItIsCopiedPaidInPartPaidAndVoided() {
        begin(Map.of("events.keep", "always"));
        long invoice = scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .line("Design", "1", "100")
                        .open());
        scenario.harvest()
                .add(anInvoice(client).number("INV-2").line("Design", "1", "50").open());
        scenario.once();
        scenario.harvest().pay(invoice, aPayment("40").on(DAY));
        scenario.once();
        scenario.harvest().pay(invoice, aPayment("60").on(DAY));
        scenario.once();
        scenario.once();
        scenario.xero().voidInvoice("INV-2");
        scenario.once();

        assertThat(told())
                .containsSubsequence(
                        "invoice.copied INV-1 of Sample Bakery 100.00 USD created",
                        "invoice.copied INV-2 of Sample Bakery 50.00 USD created",
                        "invoice.part-paid INV-1 of Sample Bakery 100.00 USD, 60.00 left",
                        "invoice.paid INV-1 of Sample Bakery 100.00 USD",
                        "invoice.voided INV-2 of Sample Bakery VOIDED by people")
                .filteredOn(each -> each.startsWith("invoice.p"))
                .hasSize(2);
    }

    @Test
    void moneyThatXeroShowsFirstIsToldOnce() {
        begin(Map.of("events.keep", "always"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .line("Design", "1", "100")
                        .open());
        scenario.once();

        scenario.xero().payInvoice("INV-1", new BigDecimal("100"), "090", DAY);
        scenario.once();
        scenario.once();

        assertThat(events())
                .filteredOn(event -> event.path("kind").asText().equals("invoice.paid"))
                .singleElement()
                .satisfies(event -> assertThat(event.at("/data/side").asText()).isEqualTo("xero"));
    }

    @Test
    void milestonesOfClientsAndProjectsAreToldOnceEach() {
        begin(Map.of("events.keep", "always", "events.milestones", "50, 100"));
        long first = scenario.harvest().add(aProject(client, "Phase 1"));
        long second = scenario.harvest().add(aProject(client, "Phase 2"));
        long invoice = scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .line("Design", "1", "100", line -> line.put("project_id", first))
                        .open());
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-2")
                        .line("Design", "1", "100", line -> line.put("project_id", second))
                        .open());
        scenario.once();
        scenario.harvest().pay(invoice, aPayment("60").on(DAY));
        scenario.once();
        scenario.harvest().pay(invoice, aPayment("40").on(DAY));
        scenario.once();
        scenario.once();

        assertThat(events())
                .filteredOn(event -> event.path("kind").asText().equals("payment.milestone"))
                .extracting(event -> event.at("/subject/type").asText() + " "
                        + event.at("/data/of/name").asText() + " "
                        + event.at("/data/percent").asInt() + " "
                        + event.at("/data/paid/amount").asText())
                .containsExactly(
                        "project Phase 1 50 60.00", "client Sample Bakery 50 100.00", "project Phase 1 100 100.00");
    }

    @Test
    void aFailedCopyIsToldOnceAndAgainWhenItIsOver() {
        begin(Map.of("events.keep", "always"));
        long invoice = scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .currency("JPY")
                        .line("Design", "1", "9500")
                        .open());
        scenario.once();
        clock.jump(java.time.Duration.ofHours(3));
        scenario.once();
        scenario.copyService()
                .retryCause(
                        scenario.once().failed().stream()
                                .findFirst()
                                .orElseThrow()
                                .causeId(),
                        "test");
        scenario.once();

        assertThat(events())
                .filteredOn(event -> event.path("kind").asText().startsWith("invoice."))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("kind").asText()).isEqualTo("invoice.failed");
                    assertThat(event.at("/data/document/harvestId").asLong()).isEqualTo(invoice);
                    assertThat(event.at("/data/cause").asText()).isNotEmpty();
                    assertThat(event.at("/data/remedy").asText()).isNotEmpty();
                });

        long failed =
                scenario.once().failed().stream().findFirst().orElseThrow().id();
        scenario.copyService().discard(java.util.Set.of(failed), "not wanted", "test");
        scenario.once();

        assertThat(events()).last().satisfies(event -> {
            assertThat(event.path("kind").asText()).isEqualTo("invoice.healed");
            assertThat(event.at("/data/how").asText()).isEqualTo("discarded");
        });
    }

    @Test
    void aProcessThatWasKilledBeforeItToldOfAFailedCopyTellsItAfterItsNextStart() {
        begin(Map.of());
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .currency("JPY")
                        .line("Design", "1", "9500")
                        .open());
        scenario.once();

        scenario.restart(Map.of("events.keep", "always"));
        scenario.once();
        scenario.restart(Map.of("events.keep", "always"));
        scenario.once();

        assertThat(events())
                .filteredOn(event -> event.path("kind").asText().equals("invoice.failed"))
                .hasSize(1);
    }

    @Test
    void whatXeroRefusedBeforeEventsWereKeptIsToldOnceTheyAre() {
        begin(Map.of());
        scenario.xero().createInvoice(json("""
                {"Type": "ACCREC", "InvoiceNumber": "INV-1", "Date": "2026-10-05", "DueDate": "2026-10-25",
                 "Status": "AUTHORISED", "Contact": {"Name": "Somebody else"},
                 "LineItems": [{"Description": "Theirs", "Quantity": 1, "UnitAmount": 5, "AccountCode": "200"}]}"""));
        scenario.harvest()
                .add(anInvoice(client).number("INV-1").line("Design", "1", "95").open());
        assertThat(scenario.once().failed()).hasSize(1);
        clock.jump(java.time.Duration.ofMinutes(1));

        scenario.restart(Map.of("events.keep", "always"));
        scenario.once();

        assertThat(events())
                .filteredOn(event -> event.path("kind").asText().equals("invoice.failed"))
                .hasSize(1);
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) EventSchemas.read(text);
    }

    @Test
    void aBilledPeriodItsDraftAndTheYesAreTold() {
        begin(Map.of("events.keep", "always", "time-zone", "UTC", "copy.since", "2026-09-01"));
        long design = scenario.harvest().add(aTask("Design"));
        long ann = scenario.harvest().add(aUser("Ann", "Archer").roles("Designer"));
        long project = scenario.harvest()
                .add(aProject(client, "Website").hourlyRate("100").task(design));
        scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.parse("2026-10-05"))
                        .hours("3")
                        .notes("Worked")
                        .approved());
        scenario.agreement("bakery.yaml", "client: Sample Bakery\nstart: 2026-10-01\nreview: {when: [always]}\n");

        scenario.bill(BillRequest.due());
        Reviews reviews = scenario.engine().people().reviews();
        Reviews.Item draft = reviews.list(Reviews.Filter.waiting()).get(0);
        reviews.approve(new Reviews.Ref(draft.id(), null), null, "Ada");

        assertThat(events())
                .extracting(event -> event.path("kind").asText() + " "
                        + event.at("/subject/type").asText())
                .containsExactly("period.billed period", "draft.waiting draft", "draft.approved draft");
        assertThat(events().get(0).at("/data/total/amount").decimalValue()).isEqualByComparingTo("300");
        assertThat(events().get(1).at("/data/reasons")).isNotEmpty();
        assertThat(events().get(2).at("/data/by").asText()).isEqualTo("Ada");
    }

    @Test
    void aNewClientIsToldOnceItsListWasReadBefore() {
        begin(Map.of("events.keep", "always"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .line("Design", "1", "100")
                        .open());
        scenario.once();
        long fresh = scenario.harvest().add(aClient("Fresh \"<b>\" & Co").currency("EUR"));
        scenario.harvest()
                .add(anInvoice(fresh).number("INV-2").line("Design", "1", "100").open());
        scenario.once();

        assertThat(events())
                .filteredOn(event -> event.path("kind").asText().equals("client.created"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.at("/data/client/name").asText()).isEqualTo("Fresh \"<b>\" & Co");
                    assertThat(event.at("/subject/id").asText()).isEqualTo(String.valueOf(fresh));
                });
    }

    @Test
    void aPauseAndLostConsentAreTold() {
        begin(Map.of("events.keep", "always"));
        scenario.copyService().pause("Ada", "year end");
        scenario.copyService().resume("Ada");
        scenario.restart(Map.of("events.keep", "always", "harvest.access-token", "revoked"));
        scenario.once();
        scenario.once();

        assertThat(events())
                .extracting(event -> event.path("kind").asText() + " "
                        + event.at("/data/by").asText() + event.at("/data/side").asText())
                .containsExactly("connection.paused Ada", "consent.lost harvest", "connection.paused ");
    }

    /** The oldest first; each as a hook would get it, held against its schema. */
    private List<JsonNode> events() {
        List<Item> items =
                new ArrayList<>(scenario.engine().events().list(new Selection(null, List.of(), null, false), 1000));
        Collections.reverse(items);
        return items.stream().map(EmittedEventsIT::event).toList();
    }

    private static JsonNode event(Item item) {
        String[] subject = item.subject().split(" ", 2);
        ObjectNode event = JSON.createObjectNode()
                .put("id", item.id())
                .put("kind", item.kind())
                .put("version", item.version())
                .put("connection", "main");
        event.putObject("subject").put("type", subject[0]).put("id", subject[1]);
        event.put("occurredAt", item.occurredAt().toString());
        event.set("data", EventSchemas.read(item.data()));
        EventSchemas.assertFits(event);
        return event;
    }

    private List<String> told() {
        return events().stream()
                .map(event -> {
                    JsonNode data = event.path("data");
                    String kind = event.path("kind").asText();
                    String invoice = data.at("/invoice/number").asText() + " of "
                            + data.at("/invoice/client/name").asText();
                    String total = data.at("/total/amount").asText() + " "
                            + data.at("/total/currency").asText();
                    return kind + " " + invoice + " "
                            + switch (kind) {
                                case "invoice.copied" ->
                                    total + " " + data.path("outcome").asText();
                                case "invoice.part-paid" ->
                                    total + ", " + data.path("due").asText() + " left";
                                case "invoice.paid" -> total;
                                case "invoice.voided" ->
                                    data.path("status").asText() + " by "
                                            + data.path("by").asText();
                                default -> "";
                            };
                })
                .toList();
    }
}
