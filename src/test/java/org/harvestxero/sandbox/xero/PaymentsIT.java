package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentsIT {
    private final MovableClock clock = new MovableClock("2026-11-16T14:05:31.470Z");
    private XeroSandbox sandbox;
    private TestClient xero;
    private String contact;
    private String invoice;

    @BeforeEach
    void start() {
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withClock(clock));
        xero = TestClient.connected(sandbox);
        contact = xero.createContact("Acme Widgets Ltd");
        invoice = xero.createInvoice(contact, "INV-1", "1", "100")
                .get("InvoiceID")
                .asText();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode pay(String amount) {
        TestClient.Reply reply = xero.put("Payments", TestClient.payment(invoice, amount));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.first("Payments");
    }

    private String errorOf(String body) {
        TestClient.Reply reply = xero.put("Payments", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        return reply.error();
    }

    private JsonNode read() {
        return xero.get("Invoices/INV-1").first("Invoices");
    }

    @Test
    void aPaymentLowersWhatIsDue() {
        JsonNode payment = pay("50.00");

        assertThat(payment.get("PaymentType").asText()).isEqualTo("ACCRECPAYMENT");
        assertThat(payment.get("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(payment.get("Date").asText()).isEqualTo("/Date(1794787200000+0000)/");
        assertThat(payment.get("BankAmount").toString()).isEqualTo("50.00");
        assertThat(payment.at("/Account/Code").asText()).isEqualTo("090");
        assertThat(payment.at("/Invoice/AmountDue").toString()).isEqualTo("70.00");
        assertThat(payment.at("/Invoice/AmountPaid").toString()).isEqualTo("50.00");
        assertThat(read().at("/Payments/0/Amount").toString()).isEqualTo("50.00");
        assertThat(read().at("/Payments/0").has("IsReconciled")).isFalse();
    }

    @Test
    void theLastPaymentPaysTheInvoiceOff() {
        pay("20.00");
        pay("100.00");

        assertThat(read().get("Status").asText()).isEqualTo("PAID");
        assertThat(read().get("AmountDue").toString()).isEqualTo("0.00");
        assertThat(read().get("FullyPaidOnDate").asText()).isEqualTo("/Date(1794787200000+0000)/");
    }

    @Test
    void deletingAPaymentOpensTheInvoiceAgain() {
        String id = pay("120.00").get("PaymentID").asText();

        JsonNode deleted = xero.post("Payments/" + id, "{'Payments':[{'Status':'DELETED'}]}")
                .first("Payments");

        assertThat(deleted.get("Status").asText()).isEqualTo("DELETED");
        assertThat(deleted.at("/Invoice/AmountDue").toString()).isEqualTo("120.00");
        assertThat(read().get("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(read().get("Payments")).isEmpty();
        assertThat(read().has("FullyPaidOnDate")).isFalse();
    }

    @Test
    void deletedPaymentsStayListed() {
        String id = pay("120.00").get("PaymentID").asText();
        clock.advance(Duration.ofMinutes(20));
        xero.post("Payments/" + id, "{'Status':'DELETED'}");

        JsonNode changed = xero.with("If-Modified-Since", "2026-11-16T14:10:00")
                .get("Payments?page=1")
                .json()
                .get("Payments");

        assertThat(changed).extracting(each -> each.get("Status").asText()).containsExactly("DELETED");
    }

    @Test
    void nothingButTheStatusOfAPaymentChanges() {
        String id = pay("20.00").get("PaymentID").asText();

        assertThat(xero.post("Payments/" + id, "{'Amount':10}").error()).isEqualTo("Only Status accepted for updates.");
        assertThat(xero.post("Payments/" + id, "{'Status':'DELETED','Reference':'x'}")
                        .error())
                .isEqualTo("Only Status accepted for updates.");
        assertThat(xero.get("Payments/" + id).first("Payments").get("Amount").toString())
                .isEqualTo("20.00");
    }

    @Test
    void morePaidThanDueIsRefused() {
        pay("20.00");

        assertThat(errorOf(TestClient.payment(invoice, "100.01")))
                .isEqualTo("Payment amount exceeds the amount outstanding on this document");
        assertThat(read().get("AmountDue").toString()).isEqualTo("100.00");
    }

    @ParameterizedTest
    @CsvSource({"DRAFT", "SUBMITTED"})
    void onlyApprovedDocumentsArePaid(String status) {
        String other = xero.put("Invoices", TestClient.invoice(contact, "INV-2", status, "1", "100"))
                .first("Invoices")
                .get("InvoiceID")
                .asText();

        assertThat(errorOf(TestClient.payment(other, "1")))
                .isEqualTo("Payments can only be made against Authorised documents");
    }

    @Test
    void voidedDocumentsAreNotPaid() {
        xero.post("Invoices/" + invoice, "{'Status':'VOIDED'}");

        assertThat(errorOf(TestClient.payment(invoice, "1")))
                .isEqualTo("Payments can only be made against Authorised documents");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "999, Account could not be found",
        "250, Account could not be found",
        "200, Account type is invalid for making a payment to/from"
    })
    void theAccountMustTakePayments(String code, String message) {
        assertThat(errorOf(TestClient.payment(invoice, "1").replace("'090'", "'" + code + "'")))
                .isEqualTo(message);
    }

    @Test
    void anAccountWithPaymentsEnabledWillDo() {
        assertThat(xero.put("Payments", TestClient.payment(invoice, "1").replace("'090'", "'880'"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDollarAccountTakesNoPoundsButAPoundAccountTakesDollars() {
        errorOf(TestClient.payment(invoice, "1").replace("'090'", "'091'"));
        String dollars = xero.put(
                        "Invoices",
                        TestClient.invoice(contact, "INV-2", "AUTHORISED", "1", "127")
                                .replace("'Date'", "'CurrencyCode':'USD','CurrencyRate':1.27,'Date'")
                                .replace("OUTPUT2", "ZERORATEDOUTPUT"))
                .first("Invoices")
                .get("InvoiceID")
                .asText();

        JsonNode payment =
                xero.put("Payments", TestClient.payment(dollars, "127.00")).first("Payments");

        assertThat(payment.get("Amount").toString()).isEqualTo("127.00");
        assertThat(payment.get("BankAmount").toString()).isEqualTo("100.00");
        assertThat(payment.get("CurrencyRate").toString()).isEqualTo("1.2700000000");
    }

    @Test
    void anUnknownDocumentIsRefused() {
        assertThat(errorOf(TestClient.payment("1050b3a7-66b7-4c69-aae7-7ba02b9e81c4", "1")))
                .isEqualTo("The document with the supplied id was not found for this endpoint.");
    }

    @Test
    void anInvoiceIsFoundByNumberToo() {
        assertThat(xero.put(
                                "Payments",
                                "{'Invoice':{'InvoiceNumber':'INV-1'},'Account':{'Code':'090'},'Date':'2026-11-16','Amount':1}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPaymentInALockedPeriodIsRefused() {
        sandbox.setLockDates(LocalDate.of(2026, 11, 16), null);

        assertThat(errorOf(TestClient.payment(invoice, "1")))
                .isEqualTo("The document date cannot be before the period lock date, currently set at 16-Nov-2026");
    }

    @Test
    void putTakesManyWithAVerdictEach() {
        TestClient.Reply reply = xero.put(
                "Payments?summarizeErrors=false",
                "{'Payments':[" + TestClient.payment(invoice, "100") + "," + TestClient.payment(invoice, "30") + ","
                        + TestClient.payment(invoice, "20") + "]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("Payments"))
                .extracting(each -> each.get("StatusAttributeString").asText())
                .containsExactly("OK", "ERROR", "OK");
        assertThat(reply.json().at("/Payments/1/PaymentID").asText()).isEqualTo("00000000-0000-0000-0000-000000000000");
        assertThat(reply.json().at("/Payments/1/HasValidationErrors").asBoolean())
                .isTrue();
        assertThat(read().get("Status").asText()).isEqualTo("PAID");
    }

    @Test
    void postTakesOneAndAlwaysSummarises() {
        TestClient.Reply reply = xero.post("Payments?summarizeErrors=false", TestClient.payment(invoice, "500"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(xero.post("Payments", TestClient.payment(invoice, "5")).status())
                .isEqualTo(200);
    }

    @Test
    void rowsOfTheListAreShort() {
        pay("20.00");

        JsonNode row = xero.get(
                        "Payments?page=1&where=" + TestClient.encode("Invoice.InvoiceID==guid(\"" + invoice + "\")"))
                .first("Payments");

        assertThat(row.at("/Account/Code").asText()).isEqualTo("090");
        assertThat(row.at("/Account").has("Name")).isFalse();
        assertThat(row.at("/Invoice").has("AmountDue")).isFalse();
        assertThat(row.at("/Invoice/InvoiceNumber").asText()).isEqualTo("INV-1");
    }
}
