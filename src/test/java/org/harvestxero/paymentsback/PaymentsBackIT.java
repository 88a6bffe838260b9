package org.harvestxero.paymentsback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.api.CycleReport;
import org.junit.jupiter.api.Test;

/** Rulings 22 and 24: what was paid in Xero is recorded in Harvest, once, and nothing goes in a circle. */
class PaymentsBackIT extends PaymentsBackScenario {
    @Test
    void aPaymentInXeroIsRecordedInHarvest() {
        begin();
        UUID payment = paid("1000");

        CycleReport report = scenario.once();

        assertThat(payments()).containsExactly("1000.00 2026-11-05 XP" + payment + " from Xero: Business Bank Account");
        assertThat(inHarvest(invoice).path("state").asText()).isEqualTo("paid");
        assertThat(report.failed()).isEmpty();
        assertThat(harvest().mails()).isEmpty();
        assertThat(standingInXero()).hasSize(1);
    }

    @Test
    void partsAreRecordedEachAndTheInvoiceStaysOpen() {
        begin();
        paid("INV-1", "250", DAY.plusDays(9));
        paid("400");

        scenario.once();

        assertThat(payments()).hasSize(2).element(0).asString().startsWith("400.00 2026-11-05 XP");
        assertThat(due()).isEqualTo("350.00");
        assertThat(inHarvest(invoice).path("state").asText()).isEqualTo("open");
    }

    @Test
    void whereItCameFromStandsInTheNotes() {
        begin();
        JsonNode payment = received("INV-1", "1000", "890", "Stripe payout\n7 November");

        scenario.once();

        assertThat(payments())
                .containsExactly(
                        "1000.00 2026-11-05 XP" + payment.path("PaymentID").asText()
                                + " from Xero: Payment Gateway Clearing, Stripe payout 7 November");
    }

    @Test
    void everyPartOfABatchPaysItsInvoice() {
        begin();
        long second = open("INV-2");
        scenario.once();
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batch.putObject("Account").put("Code", "090");
        batch.put("Date", DAY.toString()).put("Reference", "Run 7");
        for (String number : List.of("INV-1", "INV-2")) {
            batch.withArray("Payments")
                    .addObject()
                    .put("Amount", 1000)
                    .putObject("Invoice")
                    .put("InvoiceID", scenario.invoice(number).path("InvoiceID").asText());
        }
        xero().payBatch(batch);

        scenario.once();

        assertThat(payments()).singleElement().asString().endsWith("Run 7, part of a batch payment");
        assertThat(inHarvest(invoice).path("state").asText()).isEqualTo("paid");
        assertThat(inHarvest(second).path("state").asText()).isEqualTo("paid");
    }

    @Test
    void neitherSideTakesTheOthersPaymentsForNew() {
        begin();
        entered("300", DAY);
        paid("INV-1", "200", DAY.plusDays(30));

        for (int cycle = 0; cycle < 100; cycle++) {
            scenario.scheduled();
            clock.jump(Duration.ofMinutes(5));
        }
        assertThat(scenario.once().failed()).isEmpty();

        assertThat(payments()).hasSize(2);
        assertThat(standingInXero()).hasSize(2);
        assertThat(due()).isEqualTo("500.00");
        assertThat(scenario.invoice("INV-1").path("AmountDue").decimalValue()).isEqualByComparingTo("500");
    }

    @Test
    void offChangesNothing() {
        begin(Map.of(FOLLOW, "off"));
        paid("1000");
        xero().clearLog();

        scenario.once();

        assertThat(payments()).isEmpty();
        assertThat(xero().calls()).doesNotContainKey("GET /Payments");
    }

    @Test
    void anIdleCycleCostsOneCallMore() {
        begin();
        paid("1000");
        scenario.once();
        scenario.once();
        xero().clearLog();
        harvest().clearCalls();

        scenario.once();

        assertThat(xero().calls()).containsEntry("GET /Payments", 1L);
        assertThat(xero().calls().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(2);
        assertThat(harvest().callCount()).isLessThanOrEqualTo(2);
    }

    @Test
    void aPaymentCostsTwoCallsToHarvest() {
        begin();
        List<Long> more = List.of(open("INV-2"), open("INV-3"));
        scenario.once();
        paid("1000");
        paid("INV-2", "1000", DAY);
        paid("INV-3", "1000", DAY);
        harvest().clearCalls();

        scenario.once();

        assertThat(harvest().calls())
                .containsEntry("POST /invoices/{id}/payments", 3L)
                .containsEntry("GET /invoices/{id}/payments", 3L);
        assertThat(more).allSatisfy(each -> assertThat(payments(each)).hasSize(1));
    }
}
