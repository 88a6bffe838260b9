package org.harvestxero.paymentsback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.junit.jupiter.api.Test;

/** Ruling 24: credits, overpayments, prepayments and write-offs are no money; they are told of, or recorded as what they are. */
class CreditsInXeroIT extends PaymentsBackScenario {
    private static final Map<String, String> AS_PAYMENTS = Map.of("copy.payments-back.credits", "payment-with-note");

    private UUID creditNote(String amount) {
        ObjectNode note = JsonNodeFactory.instance.objectNode();
        note.put("Type", "ACCRECCREDIT").put("Status", "AUTHORISED").put("Date", DAY.toString());
        note.put("CreditNoteNumber", "CN-7");
        note.putObject("Contact")
                .put(
                        "ContactID",
                        scenario.invoice("INV-1").at("/Contact/ContactID").asText());
        note.withArray("LineItems")
                .addObject()
                .put("Description", "Sorry")
                .put("Quantity", 1)
                .put("UnitAmount", new BigDecimal(amount))
                .put("AccountCode", "200")
                .put("TaxType", "NONE");
        return UUID.fromString(
                xero().createCreditNote(note).path("CreditNoteID").asText());
    }

    private UUID overpaid(String amount) {
        return UUID.fromString(xero().receiveOverpayment("Sample Bakery", new BigDecimal(amount), DAY)
                .path("OverpaymentID")
                .asText());
    }

    private void allocate(UUID credit, String amount) {
        xero().allocate(credit, "INV-1", new BigDecimal(amount));
    }

    @Test
    void eachIsToldOfOnce() {
        begin();
        allocate(creditNote("100"), "100");
        UUID overpaid = overpaid("80");
        allocate(overpaid, "50");
        allocate(overpaid, "30");
        allocate(
                UUID.fromString(xero().receivePrepayment("Sample Bakery", new BigDecimal("60"), DAY)
                        .path("PrepaymentID")
                        .asText()),
                "60");

        CycleReport report = scenario.once();

        assertThat(report.failed())
                .extracting(FailedCopy::message)
                .containsExactlyInAnyOrder(
                        "Xero counts a credit note of 100.00 GBP of 2026-11-05 (CN-7) against invoice INV-1, and Harvest"
                                + " doesn't know of it.",
                        "Xero counts an overpayment of 80.00 GBP of 2026-11-05 against invoice INV-1, and Harvest"
                                + " doesn't know of it.",
                        "Xero counts a prepayment of 60.00 GBP of 2026-11-05 against invoice INV-1, and Harvest"
                                + " doesn't know of it.");
        assertThat(payments()).isEmpty();
        xero().clearLog();
        assertThat(scenario.once().failed()).hasSize(3);
        assertThat(xero().calls().values().stream().mapToLong(Long::longValue).sum())
                .as("an idle cycle")
                .isEqualTo(2);
    }

    @Test
    void eachIsRecordedAsAPaymentThatSaysSo() {
        begin(AS_PAYMENTS);
        UUID note = creditNote("100");
        allocate(note, "100");

        CycleReport report = scenario.once();
        scenario.once();
        scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(payments())
                .containsExactly(
                        "100.00 2026-11-05 XP" + note + " from Xero: a credit note set against the invoice, CN-7");
        assertThat(standingInXero()).isEmpty();
        assertThat(due()).isEqualTo("900.00");
    }

    @Test
    void aCreditTakenOffAgainIsAskedAbout() {
        begin(AS_PAYMENTS);
        UUID note = creditNote("100");
        allocate(note, "100");
        scenario.once();
        xero().deallocate(note, "INV-1");

        assertThat(causes(scenario.once())).containsExactly("payment-deleted-in-xero");
    }

    @Test
    void anotherPartOfTheCreditIsAskedAbout() {
        begin(AS_PAYMENTS);
        UUID note = creditNote("100");
        allocate(note, "60");
        scenario.once();
        allocate(note, "40");

        assertThat(causes(scenario.once())).containsExactly("payment-back-differs");
    }

    @Test
    void ourOwnWriteOffIsNothing() {
        begin(Map.of("copy.closed", "follow", "copy.write-off-account", "270"));
        harvest().event(invoice, "close");

        scenario.once();
        CycleReport report = scenario.once();

        assertThat(scenario.invoice("INV-1").path("AmountCredited").decimalValue())
                .isEqualByComparingTo("1000");
        assertThat(report.failed()).isEmpty();
        assertThat(payments()).isEmpty();
    }
}
