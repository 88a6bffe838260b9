package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money of clients: several invoices paid at once, too much of it, some in advance, and what of that is set off. */
class MoneyIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 16);

    private final MovableClock clock = new MovableClock("2026-11-16T14:05:31.470Z");
    private XeroSandbox sandbox;
    private TestClient xero;
    private String contact;
    private String first;
    private String second;

    @BeforeEach
    void start() {
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withClock(clock));
        xero = TestClient.connected(sandbox);
        contact = xero.createContact("Acme Widgets Ltd");
        first = id(xero.createInvoice(contact, "INV-1", "1", "100"), "InvoiceID");
        second = id(xero.createInvoice(contact, "INV-2", "1", "250"), "InvoiceID");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static String id(JsonNode element, String field) {
        return element.path(field).asText();
    }

    private String batch() {
        return "{'BatchPayments':[{'Account':{'Code':'090'},'Date':'2026-11-16','Reference':'Run 7','Payments':["
                + "{'Invoice':{'InvoiceID':'" + first + "'},'Amount':120},"
                + "{'Invoice':{'InvoiceID':'" + second + "'},'Amount':100}]}]}";
    }

    private JsonNode invoice(String id) {
        return xero.get("Invoices/" + id).first("Invoices");
    }

    @Test
    void aBatchPaysSeveralInvoicesByAPaymentEach() {
        JsonNode batch = xero.put("BatchPayments", batch()).first("BatchPayments");

        assertThat(batch.path("Type").asText()).isEqualTo("RECBATCH");
        assertThat(batch.path("TotalAmount").toString()).isEqualTo("220.00");
        assertThat(batch.path("Payments")).hasSize(2);
        assertThat(invoice(first).path("Status").asText()).isEqualTo("PAID");
        JsonNode part = xero.get("Payments?where=" + TestClient.encode("Invoice.InvoiceID==guid(\"" + second + "\")"))
                .first("Payments");
        assertThat(part.path("BatchPaymentID").asText()).isEqualTo(id(batch, "BatchPaymentID"));
        assertThat(part.path("Reference").asText()).isEqualTo("Run 7");
        assertThat(xero.get("BatchPayments/" + id(batch, "BatchPaymentID"))
                        .first("BatchPayments")
                        .path("Payments"))
                .hasSize(2);
    }

    @Test
    void aBatchIsMadeWholeOrNotAtAll() {
        TestClient.Reply reply = xero.put("BatchPayments", batch().replace("'Amount':100", "'Amount':1000"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("Payment amount exceeds the amount outstanding on this document");
        assertThat(invoice(first).path("AmountPaid").toString()).isEqualTo("0.00");
        assertThat(xero.get("BatchPayments").json().path("BatchPayments")).isEmpty();
    }

    @Test
    void partsOfABatchAreDeletedTogetherOnly() {
        JsonNode batch = xero.put("BatchPayments", batch()).first("BatchPayments");
        String part = batch.at("/Payments/0/PaymentID").asText();

        assertThat(xero.post("Payments/" + part, "{'Status':'DELETED'}").status())
                .isEqualTo(400);
        clock.advance(Duration.ofMinutes(1));
        JsonNode deleted = xero.post(
                        "BatchPayments/" + id(batch, "BatchPaymentID"), "{'BatchPayments':[{'Status':'DELETED'}]}")
                .first("BatchPayments");

        assertThat(deleted.path("Status").asText()).isEqualTo("DELETED");
        assertThat(invoice(first).path("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(invoice(second).path("AmountDue").toString()).isEqualTo("300.00");
        JsonNode changed = xero.with("If-Modified-Since", "2026-11-16T14:06:00")
                .get("Payments?page=1&pageSize=1000")
                .json()
                .path("Payments");
        assertThat(changed)
                .hasSize(2)
                .allSatisfy(
                        payment -> assertThat(payment.path("Status").asText()).isEqualTo("DELETED"));
    }

    @Test
    void aBatchInAForeignCurrencyIsRefused() {
        String euros = id(
                xero.put(
                                "Invoices",
                                TestClient.invoice(contact, "INV-EUR", "AUTHORISED", "1", "10")
                                        .replace("'LineItems'", "'CurrencyCode':'EUR','LineItems'"))
                        .first("Invoices"),
                "InvoiceID");

        assertThat(xero.put("BatchPayments", batch().replace(second, euros)).error())
                .contains("base currency");
    }

    @Test
    void anOverpaymentIsSetAgainstAnInvoiceAndTakenOffAgain() {
        String overpaid = id(
                sandbox.receiveOverpayment("Acme Widgets Ltd", new BigDecimal("80"), DAY.minusDays(3)),
                "OverpaymentID");

        JsonNode allocation = xero.put(
                        "Overpayments/" + overpaid + "/Allocations",
                        "{'Allocations':[{'Amount':50,'Invoice':{'InvoiceID':'" + first + "'}}]}")
                .first("Allocations");

        assertThat(allocation.at("/Overpayment/OverpaymentID").asText()).isEqualTo(overpaid);
        assertThat(invoice(first).path("AmountCredited").toString()).isEqualTo("50.00");
        assertThat(invoice(first).path("AmountPaid").toString()).isEqualTo("0.00");
        assertThat(invoice(first).at("/Overpayments/0/AppliedAmount").toString())
                .isEqualTo("50.00");
        assertThat(invoice(first).path("CreditNotes")).isEmpty();
        JsonNode read = xero.get("Overpayments").first("Overpayments");
        assertThat(read.path("Type").asText()).isEqualTo("RECEIVE-OVERPAYMENT");
        assertThat(read.path("RemainingCredit").toString()).isEqualTo("30.00");
        assertThat(read.at("/Allocations/0/Invoice/InvoiceNumber").asText()).isEqualTo("INV-1");

        xero.delete("Overpayments/" + overpaid + "/Allocations/" + id(allocation, "AllocationID"));

        assertThat(invoice(first).path("AmountDue").toString()).isEqualTo("120.00");
        assertThat(invoice(first).path("Overpayments")).isEmpty();
    }

    @Test
    void aPrepaymentIsSetOffByAPersonAndPaidBack() {
        String ahead = id(sandbox.receivePrepayment("Acme Widgets Ltd", new BigDecimal("500"), DAY), "PrepaymentID");
        sandbox.allocate(UUID.fromString(ahead), "INV-2", new BigDecimal("300"));

        assertThat(invoice(second).path("Status").asText()).isEqualTo("PAID");
        assertThat(invoice(second).at("/Prepayments/0/PrepaymentID").asText()).isEqualTo(ahead);
        JsonNode refund = xero.put(
                        "Payments",
                        "{'Prepayment':{'PrepaymentID':'" + ahead
                                + "'},'Account':{'Code':'090'},'Date':'2026-11-16','Amount':200}")
                .first("Payments");

        assertThat(refund.path("PaymentType").asText()).isEqualTo("ARPREPAYMENTPAYMENT");
        assertThat(refund.at("/Prepayment/PrepaymentID").asText()).isEqualTo(ahead);
        assertThat(xero.get("Prepayments/" + ahead)
                        .first("Prepayments")
                        .path("RemainingCredit")
                        .toString())
                .isEqualTo("0.00");
        sandbox.deallocate(UUID.fromString(ahead), "INV-2");
        assertThat(invoice(second).path("AmountDue").toString()).isEqualTo("300.00");
    }

    @Test
    void peopleDoAllOfItByTheBackDoor() {
        JsonNode paid = act(
                "receive-payment",
                "{'Invoice':{'InvoiceID':'" + first
                        + "'},'Account':{'Code':'890'},'Date':'2026-11-16','Amount':20,'Reference':'Stripe payout'}");
        JsonNode batch =
                act("pay-batch", batch().replace("{'BatchPayments':[", "").replace("]}]}", "]}"));
        JsonNode overpaid =
                act("receive-overpayment", "{'contact':'Acme Widgets Ltd','amount':80,'date':'2026-11-16'}");
        act("allocate", "{'credit':'" + id(overpaid, "OverpaymentID") + "','invoice':'INV-2','amount':80}");

        assertThat(paid.path("Reference").asText()).isEqualTo("Stripe payout");
        assertThat(batch.path("error").asText()).contains("exceeds");
        assertThat(invoice(second).path("AmountCredited").toString()).isEqualTo("80.00");
        act("deallocate", "{'credit':'" + id(overpaid, "OverpaymentID") + "','invoice':'INV-2'}");
        assertThat(invoice(second).path("AmountCredited").toString()).isEqualTo("0.00");
    }

    private JsonNode act(String name, String body) {
        return xero.post("/sandbox/" + name, body).json();
    }
}
