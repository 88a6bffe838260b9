package org.harvestxero.copying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.operations.CycleReport;
import org.harvestxero.operations.FailedCopy;
import org.harvestxero.sandbox.xero.LoggedRequest;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written off in Harvest, re-opened there, and written off again (ruling 15). */
class WriteOffTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
    private static final Map<String, String> FOLLOW = Map.of("copy.closed", "follow", "copy.write-off-account", "200");

    private final TestClock clock = new TestClock();
    private CopyScenario scenario;
    private long invoice;

    private void begin(Map<String, String> settings) {
        scenario = CopyScenario.start(clock, settings);
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        invoice = scenario.harvest()
                .add(anInvoice(client)
                        .number("W-1")
                        .issued(DAY)
                        .line("Design", "1", "100")
                        .payment(aPayment("30").on(DAY))
                        .writtenOff());
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    @Test
    void ruling15TakesTheCreditBackWhenTheInvoiceIsReopened() {
        begin(FOLLOW);
        scenario.once();

        scenario.harvest().event(invoice, "re-open");
        scenario.harvest().pay(invoice, aPayment("20").on(DAY.plusDays(1)));
        CycleReport reopened = scenario.once();

        assertThat(reopened.failed()).isEmpty();
        assertThat(reopened.waiting()).isEmpty();
        assertThat(amount("AmountCredited")).isEqualByComparingTo("0");
        assertThat(amount("AmountPaid")).isEqualByComparingTo("50");
        assertThat(scenario.invoice("W-1").path("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(notes()).containsExactly("W-1-WO VOIDED 70");
        assertThat(scenario.xero().requests())
                .filteredOn(request -> request.method().equals("DELETE"))
                .extracting(LoggedRequest::path)
                .singleElement()
                .satisfies(path -> assertThat(path).contains("/Allocations/"));
        assertThat(scenario.once().copied()).isEmpty();
    }

    @Test
    void ruling15WritesOffWhatWasNotPaidAlsoWherePaymentsAreNotCopied() {
        begin(Map.of("copy.closed", "follow", "copy.write-off-account", "200", "copy.payments", "false"));

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(notes()).containsExactly("W-1-WO PAID 70");
        assertThat(amount("AmountDue")).isEqualByComparingTo("30");
    }

    @Test
    void ruling15CreditsAnInvoiceWrittenOffASecondTimeUnderANewNumber() {
        begin(FOLLOW);
        scenario.once();
        scenario.harvest().event(invoice, "re-open");
        scenario.once();

        scenario.harvest().pay(invoice, aPayment("20").on(DAY.plusDays(1)));
        scenario.harvest().event(invoice, "close");
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(notes()).containsExactlyInAnyOrder("W-1-WO VOIDED 70", "W-1-WO2 PAID 50");
        assertThat(amount("AmountDue")).isEqualByComparingTo("0");
    }

    @Test
    void anInvoiceChangedAfterItWasCreditedIsNotCreditedTwice() {
        begin(FOLLOW);
        scenario.once();

        scenario.harvest().edit("/invoices/" + invoice, Map.of("notes", "We gave up on this one"));
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(notes()).containsExactly("W-1-WO PAID 70");
    }

    @Test
    void aLostAnswerWhileTheCreditIsTakenBackDoesNoHarm() {
        begin(FOLLOW);
        scenario.once();
        scenario.harvest().event(invoice, "re-open");
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY)
                        .on("DELETE", "/api.xro/2.0/CreditNotes")
                        .next(1));

        scenario.scheduled();
        clock.jump(Duration.ofMinutes(8));
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(notes()).containsExactly("W-1-WO VOIDED 70");
        assertThat(amount("AmountDue")).isEqualByComparingTo("70");
    }

    @Test
    void whatWasReportedHealsWhenTheInvoiceIsReopened() {
        begin(Map.of());
        CycleReport first = scenario.once();

        scenario.harvest().event(invoice, "re-open");
        CycleReport reopened = scenario.once();

        assertThat(first.failed()).extracting(FailedCopy::cause).containsExactly("written-off-in-harvest");
        assertThat(reopened.failed()).isEmpty();
    }

    @Test
    void whatWasReportedHealsWhenAPersonCreditsItInXeroAndAReopeningIsReportedThen() {
        begin(Map.of());
        scenario.once();
        scenario.xero().payInvoice("W-1", new BigDecimal("70"), "090", DAY);
        CycleReport credited = scenario.once();

        scenario.harvest().event(invoice, "re-open");
        CycleReport reopened = scenario.once();
        CycleReport again = scenario.once();
        JsonNode byHand = scenario.xero().payments().stream()
                .filter(payment -> payment.path("Amount").decimalValue().intValue() == 70)
                .findFirst()
                .orElseThrow();
        scenario.xero()
                .deletePayment(
                        java.util.UUID.fromString(byHand.path("PaymentID").asText()));
        CycleReport undone = scenario.once();

        assertThat(credited.failed()).isEmpty();
        assertThat(reopened.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.cause()).isEqualTo("reopened-in-harvest");
            assertThat(failed.message())
                    .isEqualTo("Invoice W-1 was re-opened in Harvest after it was written off;"
                            + " a credit or payment of 70.00 GBP still counts against it in Xero.");
        });
        assertThat(again.failed()).hasSize(1);
        assertThat(undone.failed()).isEmpty();
    }

    @Test
    void aCreditNoteMadeBeforeThePolicyChangedIsReportedUntilItIsVoided() {
        begin(FOLLOW);
        scenario.once();
        scenario.restart(Map.of());

        scenario.harvest().event(invoice, "re-open");
        CycleReport reopened = scenario.once();
        scenario.work().retry(Set.of(reopened.failed().iterator().next().id()), "jane");
        CycleReport again = scenario.once();

        assertThat(List.of(reopened, again))
                .allSatisfy(report -> assertThat(report.failed())
                        .singleElement()
                        .satisfies(failed -> assertThat(failed.message()).contains("credit note W-1-WO")));
        assertThat(notes()).containsExactly("W-1-WO PAID 70");

        scenario.restart(FOLLOW);
        scenario.work().retry(Set.of(again.failed().iterator().next().id()), "jane");
        assertThat(scenario.once().failed()).isEmpty();
        assertThat(notes()).containsExactly("W-1-WO VOIDED 70");
    }

    private BigDecimal amount(String field) {
        return scenario.invoice("W-1").path(field).decimalValue();
    }

    private List<String> notes() {
        return scenario.xero().creditNotes().stream()
                .map(note -> note.path("CreditNoteNumber").asText() + " "
                        + note.path("Status").asText() + " "
                        + note.path("Total").decimalValue().stripTrailingZeros().toPlainString())
                .toList();
    }
}
