package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.harvestxero.CopyScenario;
import org.harvestxero.MigratedDatabase;
import org.harvestxero.TestClock;
import org.harvestxero.Twins;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.Vitals;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ways through the routes that a good day never takes. */
class RarePathsIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);

    private CopyScenario scenario;

    @AfterEach
    void stop() {
        scenario.close();
    }

    private void begin(Map<String, String> settings) {
        scenario = CopyScenario.start(settings);
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .issued(DAY)
                        .line("Work", "1", "100")
                        .open()
                        .payment(aPayment("10").on(DAY)));
    }

    @Test
    void aHarvestThatStumblesIsAskedAgain() {
        begin(Map.of());
        for (Fault.Kind kind : new Fault.Kind[] {
            Fault.Kind.DROP_REQUEST,
            Fault.Kind.LOSE_REPLY,
            Fault.Kind.MALFORMED_BODY,
            Fault.Kind.HTML_BODY,
            Fault.Kind.EMPTY_BODY,
            Fault.Kind.ERROR_503_BEFORE_COMMIT,
            Fault.Kind.TOO_MANY_REQUESTS_UNTIMED
        }) {
            scenario.harvest()
                    .make(Fault.of(kind).on("/").after(kind.ordinal() % 4).times(1));
        }
        scenario.harvest()
                .make(Fault.of(Fault.Kind.EXPIRED_TOKEN).on("/invoices").times(1));
        scenario.harvest().make(Fault.of(Fault.Kind.NOT_FOUND_HTML).on("/company"));

        CycleReport report = scenario.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(report.copied()).hasSize(2);
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
    }

    @Test
    void aDryRunReadsBothSidesAndSendsNothing() {
        begin(Map.of());

        CycleReport report = scenario.copyService().copy(new CopyRequest(null, true, true), "jane");

        assertThat(report.planned())
                .extracting(copied -> copied.kind().text() + " " + copied.number())
                .containsExactly("invoice INV-1", "payment INV-1");
        assertThat(report.explanations()).isNotEmpty();
        assertThat(scenario.xero().calls().keySet())
                .allMatch(call -> call.startsWith("GET ") || call.contains("token"));
        assertThat(scenario.once().copied()).hasSize(2);
    }

    @Test
    void copyingMayBeginEarlierOrLaterThanBefore() {
        begin(Map.of());
        IntStream.rangeClosed(2, 8).forEach(i -> another("INV-" + i, CopyScenario.SINCE.minusDays(i)));
        assertThat(scenario.once().copied()).hasSize(2);

        scenario.restart(Map.of("copy.since", CopyScenario.SINCE.minusMonths(1).toString()));
        assertThat(scenario.once().copied()).hasSize(7);

        scenario.restart(Map.of("copy.since", DAY.toString()));
        scenario.sweep();
        CycleReport report = scenario.once();
        assertThat(report.failed()).isEmpty();
        assertThat(report.copied()).isEmpty();
        another("INV-9", DAY.minusDays(1));
        assertThat(scenario.once().copied()).isEmpty();
    }

    @Test
    void aContactThatWasMergedInXeroLeadsToTheOneItWasMergedInto() {
        begin(Map.of());
        scenario.once();
        UUID made = UUID.fromString(
                scenario.xero().contacts().get(0).path("ContactID").asText());
        UUID kept = UUID.fromString(scenario.xero()
                .createContact(JsonNodeFactory.instance.objectNode().put("Name", "Sample Bakery Limited"))
                .path("ContactID")
                .asText());
        scenario.xero().mergeContacts(made, kept);
        another("INV-2", DAY);

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(scenario.invoice("INV-2").path("Contact").path("ContactID").asText())
                .isEqualTo(kept.toString());
    }

    @Test
    void aContactXeroNoLongerKnowsIsNamed() {
        begin(Map.of());
        scenario.once();
        scenario.sql("update link set target_id = '" + UUID.randomUUID() + "' where kind = 'contact'");
        another("INV-2", DAY);

        assertThat(scenario.once().failed())
                .singleElement()
                .returns("contact-not-found", FailedCopy::cause)
                .returns("Xero doesn't find the contact of Sample Bakery any more.", FailedCopy::message);
    }

    private void another(String number, LocalDate day) {
        long client = scenario.harvest()
                .get("/clients")
                .path("clients")
                .path(0)
                .path("id")
                .asLong();
        scenario.harvest()
                .add(anInvoice(client)
                        .number(number)
                        .issued(day)
                        .line("Work", "1", "50")
                        .open());
    }

    @Test
    void aTrackingOptionWhoseReplyWasLostIsUsedAllTheSame() {
        begin(Map.of("copy.tracking-category", "Region"));
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY)
                        .on("PUT", "/api.xro/2.0/TrackingCategories")
                        .next(1));

        scenario.once();
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.troubles()).isEmpty();
        assertThat(scenario.invoice("INV-1")
                        .path("LineItems")
                        .path(0)
                        .path("Tracking")
                        .path(0)
                        .path("Option")
                        .asText())
                .isEqualTo("Sample Bakery");
    }

    @Test
    void aTrackingOptionXeroRefusesFailsTheInvoicesThatNameIt() {
        begin(Map.of("copy.tracking-category", "Region"));
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.ERROR_BEFORE)
                        .on("PUT", "/api.xro/2.0/TrackingCategories")
                        .withStatus(400)
                        .next(1));

        CycleReport report = scenario.once();

        assertThat(report.failed()).extracting(FailedCopy::cause).containsExactly("tracking-option-unknown");
        assertThat(scenario.once().failed()).hasSize(1);
    }

    @Test
    void eachRefundOfAnInvoiceSaysItsOwnAmount() {
        begin(Map.of());
        long client = scenario.harvest().add(aClient("Sample Museum"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-2")
                        .issued(DAY)
                        .line("Work", "1", "100")
                        .open()
                        .payment(aPayment("-20").on(DAY))
                        .payment(aPayment("-35").on(DAY.plusDays(1))));

        CycleReport report = scenario.once();

        assertThat(report.failed())
                .filteredOn(failed -> failed.kind() == DocumentKind.PAYMENT)
                .extracting(FailedCopy::message)
                .containsExactly(
                        "A payment of -20.00 GBP on invoice INV-2 can't be recorded in Xero: only amounts above zero can.",
                        "A payment of -35.00 GBP on invoice INV-2 can't be recorded in Xero: only amounts above zero can.");
    }

    @Test
    void theTriggersStartACycleAndTheDailyComparison() {
        begin(Map.of());

        scenario.fire("schedule-copy");
        scenario.fire("schedule-sweep");
        scenario.fire("schedule-notices");
        scenario.fire("schedule-billing");

        assertThat(scenario.xero().invoices()).hasSize(1);
        assertThat(scenario.harvest().calls()).containsKey("GET /invoices");
    }

    @Test
    void theDailyComparisonLetsGoOfOldRequests() {
        TestClock clock = new TestClock();
        scenario = CopyScenario.start(clock, Map.of("audit.days", "30"));
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .issued(DAY)
                        .line("Work", "1", "100")
                        .open());
        scenario.once();

        scenario.sweep();
        int kept = scenario.sql("update batch set outcome = outcome where body <> ''");
        clock.jump(Duration.ofDays(31));
        scenario.sweep();

        assertThat(kept).isEqualTo(2);
        assertThat(scenario.sql("update batch set outcome = outcome where body <> ''"))
                .isZero();
    }

    @Test
    void aLedgerThatWasLostFindsTheCreditNotesOfNegativeInvoicesAgain() {
        Map<String, String> asNotes = Map.of("copy.negative-totals", "credit-note");
        begin(asNotes);
        long client = scenario.harvest().add(aClient("Sample Museum"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-2")
                        .issued(DAY)
                        .line("Given back", "1", "-40")
                        .open());
        CycleReport first = scenario.once();

        scenario.restart(Map.of("copy.negative-totals", "credit-note", "database.url", MigratedDatabase.create()));
        CycleReport found = scenario.once();

        assertThat(first.failed()).isEmpty();
        assertThat(found.failed()).isEmpty();
        assertThat(found.waiting()).isEmpty();
        assertThat(found.duplicatesPrevented()).isEqualTo(3);
        assertThat(found.copied())
                .filteredOn(copied -> copied.kind() == DocumentKind.CREDIT_NOTE)
                .extracting(CycleReport.Copied::action)
                .containsExactly(CycleReport.Action.ADOPTED);
        assertThat(scenario.xero().creditNotes()).hasSize(1);
        assertThat(scenario.once().copied()).isEmpty();
    }

    @Test
    void callsAreCountedOverARestart() {
        begin(Map.of());
        int calls = scenario.once().calls().xero();
        scenario.restart();

        Vitals.Reading vitals = scenario.copyService().status().vitals();

        assertThat(vitals.xeroCalls()).isEqualTo(calls).isPositive();
        assertThat(vitals.callsPerCopiedDocument())
                .isEqualTo(
                        BigDecimal.valueOf(calls).divide(BigDecimal.valueOf(vitals.copied()), 4, RoundingMode.HALF_UP));
    }

    @Test
    void aLedgerThatWasLostFindsItsInvoicesAndPaymentsInXeroAgain() {
        begin(Map.of());
        scenario.once();

        scenario.restart(Map.of("database.url", MigratedDatabase.create()));
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(report.duplicatesPrevented()).isEqualTo(2);
        assertThat(scenario.xero().payments()).hasSize(1);
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
    }
}
