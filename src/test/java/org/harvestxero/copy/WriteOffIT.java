package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.CopyScenario;
import org.harvestxero.MigratedDatabase;
import org.harvestxero.TestClock;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.xero.LoggedRequest;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written off in Harvest, re-opened there, and written off again (ruling 15). */
class WriteOffIT {
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
    void ruling15CreditsAnotherAmountWhenAnotherAmountIsWrittenOff() {
        begin(FOLLOW);
        scenario.once();

        writtenOffAfterAnother20();
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(notes()).containsExactlyInAnyOrder("W-1-WO VOIDED 70", "W-1-WO2 PAID 50");
        assertThat(amount("AmountPaid")).isEqualByComparingTo("50");
        assertThat(amount("AmountCredited")).isEqualByComparingTo("50");
        assertThat(amount("AmountDue")).isEqualByComparingTo("0");
        assertThat(
                        scenario.sql(
                                "update audit_event set event = event where event = 'write-off changed' and detail = "
                                        + "'to 50.00 GBP in Harvest; credit note W-1-WO of 70.00 is taken back and one that fits takes its place'"))
                .isEqualTo(1);
        assertThat(scenario.once().copied()).isEmpty();
    }

    /** All between two cycles, so that it is never seen open. */
    private long writtenOffAfterAnother20() {
        scenario.harvest().event(invoice, "re-open");
        long payment = scenario.harvest().pay(invoice, aPayment("20").on(DAY.plusDays(1)));
        scenario.harvest().event(invoice, "close");
        return payment;
    }

    private void writtenOffWithout(long payment) {
        clock.jump(Duration.ofMinutes(1));
        scenario.harvest().event(invoice, "re-open");
        scenario.harvest().delete("/invoices/" + invoice + "/payments/" + payment);
        scenario.harvest().event(invoice, "close");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"DELETE", "POST", "PUT"})
    void aLostAnswerWhileAnotherAmountIsCreditedDoesNoHarm(String method) {
        begin(FOLLOW);
        scenario.once();
        writtenOffAfterAnother20();
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY)
                        .on(method, "/api.xro/2.0/CreditNotes")
                        .next(1));

        scenario.scheduled();
        clock.jump(Duration.ofMinutes(8));
        scenario.once();
        CycleReport report = scenario.once();

        assertThat(scenario.xero().faultsStruck()).isEqualTo(1);
        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(notes()).containsExactlyInAnyOrder("W-1-WO VOIDED 70", "W-1-WO2 PAID 50");
        assertThat(amount("AmountDue")).isEqualByComparingTo("0");
    }

    @Test
    void aPaymentTakenBackInHarvestIsWrittenOffToo() {
        begin(Map.of("copy.closed", "follow", "copy.write-off-account", "200", "copy.on-payment-delete", "follow"));
        scenario.once();
        long payment = writtenOffAfterAnother20();
        scenario.once();

        writtenOffWithout(payment);
        scenario.once();
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(notes()).containsExactlyInAnyOrder("W-1-WO VOIDED 70", "W-1-WO2 VOIDED 50", "W-1-WO3 PAID 70");
        assertThat(amount("AmountDue")).isEqualByComparingTo("0");
    }

    @Test
    void whereWhatIsWrittenOffIsNotDueInXeroAPersonIsTold() {
        begin(FOLLOW);
        scenario.once();
        long payment = writtenOffAfterAnother20();
        scenario.once();

        writtenOffWithout(payment);
        scenario.once();
        CycleReport report = scenario.once();

        assertThat(report.failed())
                .extracting(FailedCopy::cause)
                .containsExactlyInAnyOrder("payment-deleted-in-harvest", "drift");
        assertThat(report.failed())
                .anySatisfy(failed -> assertThat(failed.message())
                        .contains(
                                "50.00 GBP were credited as W-1-WO2, but what is written off in Harvest is 70.00 now"));
        assertThat(notes()).containsExactlyInAnyOrder("W-1-WO VOIDED 70", "W-1-WO2 PAID 50");
    }

    @Test
    void whatWasReportedOfAnotherAmountFollowsOnceItIsToldTo() {
        begin(FOLLOW);
        scenario.once();
        scenario.restart(Map.of());
        writtenOffAfterAnother20();
        CycleReport reported = scenario.once();

        scenario.restart(FOLLOW);
        reported.failed().forEach(failed -> scenario.copyService().retry(Set.of(failed.id()), "jane"));
        scenario.once();
        CycleReport followed = scenario.once();

        assertThat(reported.failed()).extracting(FailedCopy::cause).contains("drift");
        assertThat(followed.failed()).isEmpty();
        assertThat(notes()).containsExactlyInAnyOrder("W-1-WO VOIDED 70", "W-1-WO2 PAID 50");
        assertThat(amount("AmountDue")).isEqualByComparingTo("0");
    }

    @Test
    void aLostLedgerFindsItsCreditNoteAgainAndTakesItBackWhenTheInvoiceIsReopened() {
        begin(FOLLOW);
        scenario.once();

        loseTheLedger();
        CycleReport found = scenario.once();
        CycleReport again = scenario.once();

        assertThat(found.failed()).isEmpty();
        assertThat(found.waiting()).isEmpty();
        assertThat(found.duplicatesPrevented())
                .as("invoice, payment, credit note")
                .isEqualTo(3);
        assertThat(again.copied()).isEmpty();
        assertThat(notes()).containsExactly("W-1-WO PAID 70");
        scenario.harvest().event(invoice, "re-open");
        assertThat(scenario.once().failed()).isEmpty();
        assertThat(notes()).containsExactly("W-1-WO VOIDED 70");
        assertThat(amount("AmountDue")).isEqualByComparingTo("70");
    }

    @Test
    void aLostLedgerTakesBackTheCreditNoteOfAnInvoiceReopenedMeanwhile() {
        begin(FOLLOW);
        scenario.once();

        scenario.harvest().event(invoice, "re-open");
        loseTheLedger();
        scenario.once();
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(notes()).containsExactly("W-1-WO VOIDED 70");
        assertThat(amount("AmountDue")).isEqualByComparingTo("70");
    }

    @Test
    void aLostLedgerCreditsAnotherAmountUnderTheNextNumber() {
        begin(FOLLOW);
        scenario.once();
        writtenOffAfterAnother20();
        scenario.once();
        clock.jump(Duration.ofMinutes(1));
        scenario.harvest().event(invoice, "re-open");
        scenario.harvest().pay(invoice, aPayment("10").on(DAY.plusDays(2)));
        scenario.harvest().event(invoice, "close");

        loseTheLedger();
        scenario.once();
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(notes()).containsExactlyInAnyOrder("W-1-WO VOIDED 70", "W-1-WO2 VOIDED 50", "W-1-WO3 PAID 40");
        assertThat(amount("AmountDue")).isEqualByComparingTo("0");
    }

    @Test
    void anOlderLedgerFindsTheCreditNoteItDidNotMake() {
        begin(FOLLOW);
        scenario.once();
        scenario.sql("delete from outbox where kind = 'credit-note'");
        scenario.sql("delete from link where kind = 'credit-note'");

        CycleReport found = scenario.once();

        assertThat(found.failed()).isEmpty();
        assertThat(found.duplicatesPrevented()).isEqualTo(1);
        assertThat(found.copied()).extracting(CycleReport.Copied::number).containsExactly("W-1-WO");
        assertThat(notes()).containsExactly("W-1-WO PAID 70");
        assertThat(scenario.once().copied()).isEmpty();
    }

    @Test
    void anOlderLedgerSetsTheCreditNoteAgainstItsInvoiceWhereNobodyDid() {
        begin(FOLLOW);
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.DROP_REQUEST)
                        .on("PUT", "/api.xro/2.0/CreditNotes/")
                        .next(100));
        scenario.once();
        scenario.xero().clearFaults();
        scenario.sql("delete from outbox where kind = 'credit-note'");
        scenario.sql("delete from link where kind = 'credit-note'");

        CycleReport found = scenario.once();

        assertThat(found.failed()).isEmpty();
        assertThat(notes()).containsExactly("W-1-WO PAID 70");
        assertThat(amount("AmountDue")).isEqualByComparingTo("0");
    }

    @Test
    void anOlderLedgerTakesBackTheCreditNoteOfAnInvoiceReopenedMeanwhile() {
        begin(FOLLOW);
        scenario.once();
        scenario.harvest().event(invoice, "re-open");
        scenario.sql("delete from outbox where kind = 'credit-note'");
        scenario.sql("delete from link where kind = 'credit-note'");
        scenario.sql("update link set target_status = 'AUTHORISED', amount_due = 70 where kind = 'invoice'");

        scenario.once();
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(notes()).containsExactly("W-1-WO VOIDED 70");
        assertThat(amount("AmountDue")).isEqualByComparingTo("70");
        assertThat(scenario.once().calls().xero()).as("calls once all is told").isEqualTo(1);
    }

    private void loseTheLedger() {
        Map<String, String> settings = new HashMap<>(FOLLOW);
        settings.put("database.url", MigratedDatabase.create());
        scenario.restart(settings);
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
        scenario.copyService().retry(Set.of(reopened.failed().iterator().next().id()), "jane");
        CycleReport again = scenario.once();

        assertThat(List.of(reopened, again))
                .allSatisfy(report -> assertThat(report.failed())
                        .singleElement()
                        .satisfies(failed -> assertThat(failed.message()).contains("credit note W-1-WO")));
        assertThat(notes()).containsExactly("W-1-WO PAID 70");

        scenario.restart(FOLLOW);
        scenario.copyService().retry(Set.of(again.failed().iterator().next().id()), "jane");
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
