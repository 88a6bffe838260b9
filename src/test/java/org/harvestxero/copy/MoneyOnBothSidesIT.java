package org.harvestxero.copy;

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
import java.util.UUID;
import java.util.stream.IntStream;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ruling 23: money that people entered on both sides is one payment, or a question; never two. */
class MoneyOnBothSidesIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);

    private final TestClock clock = new TestClock();
    private CopyScenario scenario;
    private long client;
    private long invoice;

    @AfterEach
    void stop() {
        scenario.close();
    }

    /** 1,000.00 are invoiced and copied; nothing is paid yet. */
    private void begin(Map<String, String> settings) {
        scenario = CopyScenario.start(clock, settings);
        client = scenario.harvest().add(aClient("Sample Bakery"));
        invoice = invoice("INV-1");
        scenario.once();
    }

    private long invoice(String number) {
        return scenario.harvest()
                .add(anInvoice(client)
                        .number(number)
                        .issued(DAY)
                        .line("Work", "1", "1000")
                        .open());
    }

    private long inHarvest(String amount, LocalDate day) {
        return scenario.harvest().pay(invoice, aPayment(amount).on(day).notes("wire " + day.getDayOfMonth()));
    }

    private UUID inXero(String amount, LocalDate day) {
        return UUID.fromString(scenario.xero()
                .payInvoice("INV-1", new BigDecimal(amount), "090", day)
                .path("PaymentID")
                .asText());
    }

    private String due() {
        return scenario.invoice("INV-1")
                .path("AmountDue")
                .decimalValue()
                .setScale(2)
                .toPlainString();
    }

    private List<JsonNode> standing() {
        return scenario.xero().payments().stream()
                .filter(payment -> !"DELETED".equals(payment.path("Status").asText()))
                .toList();
    }

    @ParameterizedTest(name = "recorded in Xero {0} days later")
    @ValueSource(ints = {0, 5, -5})
    void fourHundredRecordedOnBothSidesLeaveSixHundredDue(int days) {
        begin(Map.of());
        inHarvest("400", DAY);
        inXero("400", DAY.plusDays(days));

        CycleReport report = scenario.once();

        assertThat(due()).isEqualTo("600.00");
        assertThat(standing()).hasSize(1);
        assertThat(report.failed()).isEmpty();
        assertThat(report.copied())
                .extracting(copied -> copied.kind() + " " + copied.action() + " " + copied.total())
                .containsExactly("PAYMENT ADOPTED 400.00");
        assertThat(report.duplicatesPrevented()).isEqualTo(1);
        assertThat(scenario.sql("update audit_event set detail = detail where kind = 'payment' and event = 'adopted'"
                        + " and detail like 'it stands in Xero already, 400.00 of 2026-%'"))
                .isEqualTo(1);
    }

    @Test
    void theRestOfTheMoneyIsPostedAfterAPartWasAdopted() {
        begin(Map.of());
        inHarvest("400", DAY);
        inXero("400", DAY.plusDays(2));
        inHarvest("250", DAY.plusDays(10));

        CycleReport report = scenario.once();

        assertThat(due()).isEqualTo("350.00");
        assertThat(report.copied())
                .extracting(copied -> copied.action() + " " + copied.total())
                .containsExactlyInAnyOrder("ADOPTED 400.00", "CREATED 250.00");
        assertThat(scenario.once().copied()).isEmpty();
        assertThat(standing()).hasSize(2);
    }

    @Test
    void sixDaysApartBothAreShownAndNothingIsPosted() {
        begin(Map.of());
        inHarvest("400", DAY);
        inXero("400", DAY.plusDays(6));
        inHarvest("250", DAY.plusDays(20));

        CycleReport report = scenario.once();

        assertThat(due()).isEqualTo("600.00");
        assertThat(report.failed())
                .extracting(FailedCopy::kind, FailedCopy::cause)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(DocumentKind.PAYMENT, "payment-unexplained"));
        assertThat(report.failed())
                .extracting(FailedCopy::message)
                .containsExactly(
                        "Xero has 400.00 GBP of payments on invoice INV-1 that did not come from here:"
                                + " 400.00 of 2026-11-11. Harvest has 400.00 of 2026-11-05 (wire 5),"
                                + " 250.00 of 2026-11-25 (wire 25). The payment of 400.00 GBP is not posted"
                                + " until it is known whether that is the same money.",
                        "Xero has 400.00 GBP of payments on invoice INV-1 that did not come from here:"
                                + " 400.00 of 2026-11-11. Harvest has 400.00 of 2026-11-05 (wire 5),"
                                + " 250.00 of 2026-11-25 (wire 25). The payment of 250.00 GBP is not posted"
                                + " until it is known whether that is the same money.");
        assertThat(scenario.once().failed()).hasSize(2);
        assertThat(standing()).hasSize(1);
    }

    @Test
    void whoGivesUpACopySaysItIsTheMoneyInXeroAndTheRestGoesOn() {
        begin(Map.of());
        inHarvest("400", DAY);
        inXero("400", DAY.plusDays(6));
        inHarvest("250", DAY.plusDays(20));
        long same = scenario.once().failed().stream()
                .filter(failed -> failed.message().contains("The payment of 400.00"))
                .findFirst()
                .orElseThrow()
                .id();

        scenario.copyService().discard(Set.of(same), "the same money", "jane");
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(due()).isEqualTo("350.00");
        inHarvest("100", DAY.plusDays(30));
        assertThat(scenario.once().failed()).isEmpty();
        assertThat(due()).isEqualTo("250.00");
    }

    @Test
    void twoThatFitAreAskedAboutUntilOneOfThemIsGone() {
        begin(Map.of());
        inHarvest("400", DAY);
        inXero("400", DAY);
        UUID twice = inXero("400", DAY.plusDays(1));

        CycleReport asked = scenario.once();
        scenario.xero().deletePayment(twice);
        CycleReport explained = scenario.once();

        assertThat(asked.failed()).extracting(FailedCopy::cause).containsExactly("payment-unexplained");
        assertThat(explained.failed()).isEmpty();
        assertThat(explained.duplicatesPrevented()).isEqualTo(1);
        assertThat(due()).isEqualTo("600.00");
    }

    @Test
    void moneyOnlyXeroHasHoldsWhatFollowsUntilHarvestHasItToo() {
        begin(Map.of());
        inXero("250", DAY);
        inHarvest("400", DAY.plusDays(3));

        CycleReport asked = scenario.once();
        inHarvest("250", DAY.plusDays(1));
        CycleReport explained = scenario.once();

        assertThat(asked.failed()).extracting(FailedCopy::cause).containsExactly("payment-unexplained");
        assertThat(explained.failed()).isEmpty();
        assertThat(due()).isEqualTo("350.00");
        assertThat(standing()).hasSize(2);
    }

    @Test
    void askedForItAPersonDecidesEvenWhereOneMatches() {
        begin(Map.of("copy.payments-match", "ask"));
        inHarvest("400", DAY);
        inXero("400", DAY);
        inHarvest("600", DAY.plusDays(9));

        CycleReport asked = scenario.once();
        long same = asked.failed().stream()
                .filter(failed -> failed.message().contains("The payment of 400.00"))
                .findFirst()
                .orElseThrow()
                .id();
        scenario.copyService().discard(Set.of(same), "the same money", "jane");
        CycleReport answered = scenario.once();

        assertThat(asked.failed()).hasSize(2);
        assertThat(asked.copied()).isEmpty();
        assertThat(answered.failed()).isEmpty();
        assertThat(due()).isEqualTo("0.00");
        assertThat(standing()).hasSize(2);
    }

    @Test
    void aLedgerPutBackFromBeforeAPaymentFindsItByItsMark() {
        begin(Map.of());
        inHarvest("400", DAY);
        scenario.once();
        scenario.sql("delete from link where kind = 'payment'");
        scenario.sql("update outbox set state = 'waiting', batch_id = null, finished_at = null where kind = 'payment'");
        scenario.sql("update link set amount_paid = 0 where kind = 'invoice'");

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.duplicatesPrevented()).isEqualTo(1);
        assertThat(standing()).hasSize(1);
    }

    @Test
    void ourPaymentThatPeopleReplacedInXeroIsNotPostedAgain() {
        begin(Map.of());
        inHarvest("400", DAY);
        scenario.once();
        UUID ours = UUID.fromString(standing().get(0).path("PaymentID").asText());
        scenario.xero().deletePayment(ours);
        inXero("600", DAY.plusDays(1));
        inHarvest("600", DAY.plusDays(1));

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.copied())
                .extracting(copied -> copied.action() + " " + copied.total())
                .containsExactly("ADOPTED 600.00");
        assertThat(due()).isEqualTo("400.00");
    }

    @Test
    void moneyEnteredWhileACycleRanIsSeenBeforeTheNextPaymentGoes() {
        begin(Map.of());
        inHarvest("400", DAY);
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.ERROR_BEFORE)
                        .on("PUT", "/api.xro/2.0/Payments")
                        .withStatus(503)
                        .next(100));
        scenario.scheduled();
        scenario.xero().clearFaults();
        inXero("400", DAY);
        clock.jump(Duration.ofMinutes(30));

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(standing()).hasSize(1);
        assertThat(due()).isEqualTo("600.00");
    }

    @Test
    void paymentsWaitWhereXerosCanNotBeReadAndTheOthersGo() {
        begin(Map.of());
        inHarvest("400", DAY);
        inXero("400", DAY);
        long other = invoice("INV-2");
        scenario.harvest().pay(other, aPayment("10").on(DAY));
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.ERROR_BEFORE)
                        .on("GET", "/api.xro/2.0/Payments")
                        .withStatus(400)
                        .next(1));

        CycleReport troubled = scenario.once();
        CycleReport healed = scenario.once();

        assertThat(troubled.troubles()).hasSize(1);
        assertThat(troubled.copied())
                .extracting(copied -> copied.number() + " " + copied.kind())
                .containsExactlyInAnyOrder("INV-2 INVOICE", "INV-2 PAYMENT");
        assertThat(troubled.waiting())
                .extracting(CycleReport.Waiting::reason)
                .containsExactly("what is paid of its invoice in Xero could not be read yet");
        assertThat(healed.waiting()).isEmpty();
        assertThat(healed.duplicatesPrevented()).isEqualTo(1);
        assertThat(due()).isEqualTo("600.00");
    }

    @Test
    void paymentsWaitWhereWhatChangedInXeroCanNotBeReadAndInvoicesGo() {
        begin(Map.of());
        inHarvest("400", DAY);
        clock.jump(Duration.ofMinutes(30));
        invoice("INV-2");
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.ERROR_BEFORE)
                        .on("GET", "/api.xro/2.0/Invoices")
                        .withStatus(400)
                        .next(2));

        CycleReport troubled = scenario.once();
        CycleReport healed = scenario.once();

        assertThat(troubled.copied())
                .extracting(copied -> copied.number() + " " + copied.kind())
                .containsExactly("INV-2 INVOICE");
        assertThat(troubled.waiting()).hasSize(1);
        assertThat(healed.waiting()).isEmpty();
        assertThat(due()).isEqualTo("600.00");
    }

    @Test
    void whatPeopleEnterBesideACopiedPaymentIsToldUntilItIsGone() {
        begin(Map.of());
        inHarvest("400", DAY);
        scenario.once();
        UUID twice = inXero("400", DAY.plusDays(1));

        CycleReport told = scenario.once();
        CycleReport still = scenario.once();
        scenario.xero().deletePayment(twice);
        CycleReport gone = scenario.once();

        assertThat(told.failed())
                .extracting(FailedCopy::message)
                .containsExactly("Xero has the payment of 400.00 GBP on invoice INV-1 that was copied, and also 400.00"
                        + " of 2026-11-06, which did not come from here. It may be the same money twice.");
        assertThat(still.failed()).hasSize(1);
        assertThat(still.calls().xero()).isEqualTo(1);
        assertThat(gone.failed()).isEmpty();
    }

    @Test
    void moneyEnteredWhileOurPaymentWasUnderWayIsTold() {
        begin(Map.of());
        inHarvest("400", DAY);
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.ERROR_BEFORE)
                        .on("PUT", "/api.xro/2.0/Payments")
                        .withStatus(503)
                        .next(100));
        scenario.scheduled();
        scenario.xero().clearFaults();
        inXero("400", DAY);

        CycleReport report = scenario.once();
        CycleReport told = scenario.once();

        assertThat(report.copied())
                .extracting(copied -> copied.action() + " " + copied.total())
                .containsExactly("CREATED 400.00");
        assertThat(told.failed()).extracting(FailedCopy::cause).containsExactly("payment-twice");
        assertThat(due()).isEqualTo("200.00");
    }

    /** The process was killed after Xero's figure was noted and before its payments were looked at. */
    @Test
    void moneyThatWasNotedAndNotLookedAtIsToldAfterAStart() {
        begin(Map.of());
        inHarvest("400", DAY);
        scenario.once();
        inXero("400", DAY.plusDays(1));
        scenario.sql("update link set amount_paid = 800 where kind = 'invoice'");
        scenario.sql("delete from watermark where name = 'money-explained'");
        scenario.restart();

        CycleReport told = scenario.once();

        assertThat(told.failed()).extracting(FailedCopy::cause).containsExactly("payment-twice");
        assertThat(told.waiting()).isEmpty();
    }

    @Test
    void whoKeepsBothIsNotAskedAgain() {
        begin(Map.of());
        inHarvest("400", DAY);
        scenario.once();
        inXero("400", DAY.plusDays(1));
        long twice = scenario.once().failed().stream().findFirst().orElseThrow().id();

        scenario.copyService().discard(Set.of(twice), "two instalments", "jane");
        inHarvest("100", DAY.plusDays(30));
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(due()).isEqualTo("100.00");
    }

    @Test
    void allOfItPaidOnBothSidesIsPaidOnce() {
        begin(Map.of());
        inHarvest("1000", DAY);
        inXero("1000", DAY.plusDays(1));

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(scenario.invoice("INV-1").path("Status").asText()).isEqualTo("PAID");
        assertThat(standing()).hasSize(1);
    }

    @Test
    void noCallIsSpentOnMoneyWhereNoneWaits() {
        begin(Map.of());
        inHarvest("400", DAY);
        scenario.once();
        scenario.once();
        long before = scenario.xero().calls().getOrDefault("GET /api.xro/2.0/Payments", 0L);

        CycleReport idle = scenario.once();

        assertThat(idle.calls().xero()).isEqualTo(1);
        assertThat(scenario.xero().calls().getOrDefault("GET /api.xro/2.0/Payments", 0L))
                .isEqualTo(before);
    }

    @Test
    void paymentsOfManyInvoicesAreReadInOneCall() {
        begin(Map.of());
        List<Long> invoices =
                IntStream.rangeClosed(2, 31).mapToObj(i -> invoice("INV-" + i)).toList();
        scenario.once();
        invoices.forEach(each -> scenario.harvest().pay(each, aPayment("400").on(DAY)));
        IntStream.rangeClosed(2, 31)
                .forEach(i -> scenario.xero().payInvoice("INV-" + i, new BigDecimal("400"), "090", DAY));
        scenario.xero().clearLog();

        CycleReport report = scenario.once();

        assertThat(report.duplicatesPrevented()).isEqualTo(30);
        assertThat(standing()).hasSize(30);
        assertThat(report.calls().xero()).isEqualTo(2);
    }
}
