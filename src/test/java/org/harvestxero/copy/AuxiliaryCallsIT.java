package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.Twins;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroFault.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One call that only helps others and goes wrong, in any way it can: it delays what needs it, and nobody else. */
class AuxiliaryCallsIT {
    private static final String CATEGORIES = "/api.xro/2.0/TrackingCategories";
    private static final String INVOICES = "/api.xro/2.0/Invoices";
    private static final LocalDate DAY = LocalDate.of(2026, 10, 5);

    private final TestClock clock = new TestClock();
    private final CopyScenario scenario = CopyScenario.start(
            clock,
            Map.of(
                    "copy.tracking-category", "Region",
                    "copy.closed", "follow",
                    "copy.negative-totals", "credit-note",
                    "copy.write-off-account", "200"));

    @AfterEach
    void stop() {
        scenario.close();
    }

    /** In how many ways one call goes wrong. */
    enum Trouble {
        OWN_ERROR(XeroFault.of(Kind.ERROR_BEFORE).withStatus(500)),
        OFFLINE_AS_HTML(XeroFault.of(Kind.OFFLINE_HTML)),
        REFUSED(XeroFault.of(Kind.REFUSED)),
        LOST_REPLY(XeroFault.of(Kind.LOSE_REPLY)),
        DROPPED(XeroFault.of(Kind.DROP_REQUEST)),
        GARBAGE(XeroFault.of(Kind.HTML)),
        TRUNCATED(XeroFault.of(Kind.BROKEN_JSON)),
        MINUTE_LIMIT(XeroFault.of(Kind.MINUTE_LIMIT).withRetryAfter(0)),
        CALLS_IN_FLIGHT(XeroFault.of(Kind.CONCURRENT_LIMIT).withRetryAfter(0)),
        SLOW(XeroFault.of(Kind.SLOW).withDelay(200));

        private final XeroFault fault;

        Trouble(XeroFault fault) {
            this.fault = fault;
        }

        /** A limit lets a call through in the end. */
        boolean passes() {
            return this == MINUTE_LIMIT || this == CALLS_IN_FLIGHT;
        }
    }

    @Test
    void oneOptionXeroFailsOnStopsNoneOfThreeHundredInvoicesAndTheirPayments() {
        agency(30, 10);
        scenario.xero()
                .arm(XeroFault.of(Kind.ERROR_BEFORE)
                        .withStatus(500)
                        .on("PUT", CATEGORIES)
                        .holding("\"Client 7\"")
                        .next(1_000));

        CycleReport report = scenario.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(numbers("INVOICE", report)).hasSize(290);
        assertThat(report.copied())
                .filteredOn(copied -> copied.kind().name().equals("PAYMENT"))
                .hasSize(290);
        assertThat(report.failed()).hasSize(10);
        assertThat(report.failed()).allSatisfy(failed -> {
            assertThat(failed.number()).startsWith("C7-");
            assertThat(failed.cause()).isEqualTo("tracking-option-not-made");
            assertThat(failed.message())
                    .startsWith("The option \"Client 7\" of the tracking category \"Region\" could not be made in Xero"
                            + " yet: Xero answered PUT /TrackingCategories/")
                    .contains(" with 500");
            assertThat(failed.state()).isEqualTo(FailedCopy.State.RETRYING);
        });
        assertThat(report.waiting())
                .hasSize(10)
                .allSatisfy(payment -> assertThat(payment.reason()).isEqualTo("its invoice could not be copied yet"));

        scenario.xero().clearFaults();
        clock.jump(Duration.ofMinutes(2));
        CycleReport later = scenario.once();

        assertThat(later.failed()).isEmpty();
        assertThat(numbers("INVOICE", later)).hasSize(10);
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
        assertThat(options()).hasSize(30).contains("Client 7");
    }

    /** The first client's option is struck each time, in all its tries; the other clients' invoices go in the same cycle. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(Trouble.class)
    void anOptionThatKeepsFailingDelaysOnlyTheInvoicesThatNeedIt(Trouble trouble) {
        agency(4, 3);
        scenario.xero()
                .arm(trouble.fault.on("PUT", CATEGORIES).holding("\"Client 1\"").next(trouble.passes() ? 4 : 1_000));

        CycleReport report = scenario.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(numbers("INVOICE", report))
                .contains("C2-1", "C2-2", "C2-3", "C3-1", "C3-2", "C3-3", "C4-1", "C4-2", "C4-3");
        Set<String> first = numbers("INVOICE", report);
        first.removeIf(number -> !number.startsWith("C1-"));
        switch (trouble) {
            case OWN_ERROR, OFFLINE_AS_HTML, DROPPED -> {
                assertThat(first).isEmpty();
                assertThat(report.failed())
                        .extracting(FailedCopy::number, FailedCopy::cause)
                        .containsExactlyInAnyOrder(
                                tuple("C1-1", "tracking-option-not-made"),
                                tuple("C1-2", "tracking-option-not-made"),
                                tuple("C1-3", "tracking-option-not-made"));
            }
            case REFUSED -> {
                assertThat(first).isEmpty();
                assertThat(report.failed()).hasSize(3).allSatisfy(failed -> {
                    assertThat(failed.cause()).isEqualTo("tracking-option-unknown");
                    assertThat(failed.message())
                            .startsWith("The tracking category \"Region\" has no option \"Client 1\" in Xero.");
                });
            }
            default -> {
                // Done without a usable answer, and found; or taken once the limit let it through.
                assertThat(first).containsExactly("C1-1", "C1-2", "C1-3");
                assertThat(report.failed()).isEmpty();
            }
        }
        assertThat(options()).doesNotHaveDuplicates();

        scenario.xero().clearFaults();
        List<Long> refused = scenario.copyService().failedCopies(FailedFilter.STANDING).stream()
                .map(FailedCopy::id)
                .toList();
        scenario.copyService().retry(Set.copyOf(refused), "test");
        scenario.once();

        new Twins(scenario.harvest(), scenario.xero()).assertExact();
        assertThat(options()).containsExactlyInAnyOrder("Client 1", "Client 2", "Client 3", "Client 4");
    }

    @Test
    void anOptionThatTurnsOutToBeArchivedSaysSo() {
        agency(2, 1);
        scenario.once();
        scenario.xero().archiveTrackingOption("Region", "Client 1");
        scenario.harvest().add(design(clientId("Client 1"), "C1-2").open());
        scenario.harvest().add(design(clientId("Client 2"), "C2-2").open());

        CycleReport report = scenario.once();

        assertThat(numbers("INVOICE", report)).containsExactly("C2-2");
        assertThat(report.failed())
                .extracting(FailedCopy::number, FailedCopy::cause)
                .containsExactly(tuple("C1-2", "tracking-option-archived"));
    }

    @Test
    void anOptionWhoseReplyIsLostAndThatCannotBeLookedForDelaysNobodyElse() {
        agency(2, 1);
        scenario.xero()
                .arm(XeroFault.of(Kind.LOSE_REPLY)
                        .on("PUT", CATEGORIES)
                        .holding("\"Client 1\"")
                        .next(1));
        scenario.xero()
                .arm(XeroFault.of(Kind.OFFLINE_HTML)
                        .on("GET", CATEGORIES)
                        .holding("includeArchived")
                        .next(1_000));

        CycleReport blind = scenario.once();

        assertThat(numbers("INVOICE", blind)).containsExactly("C2-1");
        assertThat(blind.failed())
                .extracting(FailedCopy::number, FailedCopy::cause)
                .containsExactly(tuple("C1-1", "tracking-option-not-made"));

        scenario.xero().clearFaults();
        clock.jump(Duration.ofMinutes(2));

        assertThat(numbers("INVOICE", scenario.once())).containsExactly("C1-1");
        assertThat(options()).containsExactlyInAnyOrder("Client 1", "Client 2");
    }

    @Test
    void aLostBatchThatCannotBeLookedForDelaysNoneOfTheOthers() {
        agency(1, 1);
        scenario.once();
        scenario.harvest().add(design(clientId("Client 1"), "LOST-1").open());
        scenario.xero().arm(XeroFault.of(Kind.LOSE_REPLY).on("PUT", INVOICES).next(100));
        scenario.once();
        scenario.xero().clearFaults();
        clock.jump(Duration.ofMinutes(8));
        scenario.harvest().add(design(clientId("Client 1"), "NEW-1").open());
        scenario.xero()
                .arm(XeroFault.of(Kind.ERROR_BEFORE)
                        .withStatus(500)
                        .on("GET", INVOICES)
                        .holding("pageSize")
                        .next(100_000));

        CycleReport blind = scenario.once();

        assertThat(numbers("INVOICE", blind)).containsExactly("NEW-1");
        assertThat(blind.waiting())
                .extracting(CycleReport.Waiting::reason)
                .containsExactly("it was sent and Xero's answer is missing; it is repeated or searched for by itself");

        scenario.xero().clearFaults();
        clock.jump(Duration.ofMinutes(1));
        CycleReport seeing = scenario.once();

        assertThat(seeing.waiting()).isEmpty();
        assertThat(seeing.copied())
                .extracting(CycleReport.Copied::number, CycleReport.Copied::action)
                .containsExactly(tuple("LOST-1", CycleReport.Action.ADOPTED));
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
    }

    @Test
    void aTakenNumberXeroCannotTellAboutStopsNoPayment() {
        agency(1, 0);
        scenario.xero().createInvoice(stranger("TAKEN-1"));
        scenario.harvest().add(design(clientId("Client 1"), "TAKEN-1").open());
        scenario.harvest()
                .add(design(clientId("Client 1"), "PAID-1")
                        .open()
                        .payment(aPayment("100").on(DAY)));
        scenario.xero()
                .arm(XeroFault.of(Kind.REFUSED)
                        .on("GET", INVOICES)
                        .holding("InvoiceNumbers")
                        .next(1_000));

        CycleReport report = scenario.once();

        assertThat(report.failed())
                .extracting(FailedCopy::number, FailedCopy::cause)
                .containsExactly(tuple("TAKEN-1", "number-taken"));
        assertThat(scenario.invoice("PAID-1").path("AmountDue").decimalValue()).isZero();
    }

    @Test
    void anEditWhoseTwinCannotBeReadDelaysOnlyItself() {
        agency(1, 2);
        scenario.once();
        String bad = scenario.invoice("C1-1").path("InvoiceID").asText();
        for (String number : List.of("C1-1", "C1-2")) {
            scenario.harvest().edit("/invoices/" + invoiceId(number), Map.of("subject", "Edited"));
        }
        scenario.xero()
                .arm(XeroFault.of(Kind.ERROR_BEFORE)
                        .withStatus(500)
                        .on("GET", INVOICES)
                        .holding(bad)
                        .next(1_000));

        CycleReport report = scenario.once();

        assertThat(numbers("INVOICE", report)).containsExactly("C1-2");
        assertThat(report.waiting())
                .extracting(CycleReport.Waiting::reason)
                .containsExactly("Xero's copy of it could not be read");

        scenario.xero().clearFaults();
        clock.jump(Duration.ofMinutes(2));

        assertThat(numbers("INVOICE", scenario.once())).containsExactly("C1-1");
    }

    @Test
    void anInvoiceWhosePaymentsCannotBeReadDelaysNoOther() {
        agency(1, 3);
        long bad = invoiceId("C1-1");
        scenario.harvest()
                .make(Fault.of(Fault.Kind.ERROR_500_BEFORE_COMMIT).on("GET", "/invoices/" + bad + "/payments"));

        CycleReport report = scenario.once();

        assertThat(report.copied())
                .filteredOn(copied -> copied.kind().name().equals("PAYMENT"))
                .hasSize(2);
        assertThat(report.troubles()).hasSize(1);

        scenario.harvest().clearFaults();
        clock.jump(Duration.ofMinutes(2));
        scenario.once();

        new Twins(scenario.harvest(), scenario.xero()).assertExact();
    }

    @Test
    void anInvoiceOfWhichXeroCannotTellWhatIsPaidHoldsThePaymentsOfNoOther() {
        agency(1, 0);
        for (String number : List.of("M-1", "M-2", "M-3")) {
            scenario.harvest().add(design(clientId("Client 1"), number).open());
        }
        scenario.once();
        clock.jump(Duration.ofMinutes(10));
        scenario.once();
        String bad = scenario.invoice("M-2").path("InvoiceID").asText();
        scenario.sql("update link set amount_paid = null where kind = 'invoice'");
        for (String number : List.of("M-1", "M-2", "M-3")) {
            scenario.harvest().pay(invoiceId(number), aPayment("100").on(DAY));
        }
        scenario.xero()
                .arm(XeroFault.of(Kind.ERROR_BEFORE)
                        .withStatus(500)
                        .on("GET", "/api.xro/2.0/Payments")
                        .holding(bad)
                        .next(1_000));

        scenario.once();
        CycleReport report = scenario.once();

        assertThat(numbers("PAYMENT", report)).containsExactly("M-1", "M-3");
        assertThat(report.waiting())
                .extracting(CycleReport.Waiting::number, CycleReport.Waiting::reason)
                .containsExactly(tuple("M-2", "what is paid of its invoice in Xero could not be read yet"));

        scenario.xero().clearFaults();
        clock.jump(Duration.ofMinutes(2));

        assertThat(numbers("PAYMENT", scenario.once())).containsExactly("M-2");
    }

    @Test
    void noCreditNoteIsMadeWhileXeroCannotSayWhetherItStandsThere() {
        agency(1, 1);
        scenario.harvest()
                .add(anInvoice(clientId("Client 1"))
                        .number("NEG-1")
                        .issued(DAY)
                        .line("Refund", "1", "-50")
                        .open());
        scenario.harvest().add(design(clientId("Client 1"), "OFF-1").writtenOff());
        scenario.xero()
                .arm(XeroFault.of(Kind.HTML)
                        .on("GET", "/api.xro/2.0/CreditNotes")
                        .next(1_000));

        CycleReport blind = scenario.once();

        assertThat(numbers("INVOICE", blind)).containsExactly("C1-1", "OFF-1");
        assertThat(scenario.xero().creditNotes()).isEmpty();
        assertThat(blind.waiting())
                .extracting(CycleReport.Waiting::reason)
                .containsExactly(
                        "Xero's credit notes could not be read, so it may stand there already; it is looked for"
                                + " again in the next cycle");
        assertThat(blind.failed()).isEmpty();

        scenario.xero().clearFaults();
        CycleReport seeing = scenario.once();

        assertThat(seeing.waiting()).isEmpty();
        assertThat(scenario.xero().creditNotes())
                .extracting(note -> note.path("CreditNoteNumber").asText())
                .containsExactlyInAnyOrder("NEG-1", "OFF-1-WO");
    }

    private static JsonNode stranger(String number) {
        ObjectNode invoice = JsonNodeFactory.instance
                .objectNode()
                .put("Type", "ACCREC")
                .put("InvoiceNumber", number)
                .put("Status", "AUTHORISED")
                .put("Date", DAY.toString())
                .put("DueDate", DAY.toString());
        invoice.putObject("Contact").put("Name", "A stranger");
        invoice.putArray("LineItems")
                .addObject()
                .put("Description", "Something else")
                .put("Quantity", 1)
                .put("UnitAmount", 7)
                .put("AccountCode", "200");
        return invoice;
    }

    private long invoiceId(String number) {
        return new Twins(scenario.harvest(), scenario.xero())
                .sources().stream()
                        .filter(invoice -> number.equals(invoice.path("number").asText()))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asLong();
    }

    private static InvoiceBuilder design(long client, String number) {
        return anInvoice(client).number(number).issued(DAY).line("Design", "1", "100");
    }

    private long clientId(String name) {
        for (JsonNode client : scenario.harvest().get("/clients").path("clients")) {
            if (client.path("name").asText().equals(name)) {
                return client.path("id").asLong();
            }
        }
        throw new AssertionError(name);
    }

    /** Clients called Client 1, 2 … with paid invoices called C1-1, C1-2 …. */
    private void agency(int clients, int invoices) {
        for (int c = 1; c <= clients; c++) {
            long client = scenario.harvest().add(aClient("Client " + c));
            for (int i = 1; i <= invoices; i++) {
                scenario.harvest()
                        .add(design(client, "C" + c + "-" + i)
                                .open()
                                .payment(aPayment("100").on(DAY)));
            }
        }
    }

    private static Set<String> numbers(String kind, CycleReport report) {
        return report.copied().stream()
                .filter(copied -> copied.kind().name().equals(kind))
                .map(CycleReport.Copied::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> options() {
        return scenario.xero().trackingOptions("Region");
    }
}
