package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvoicesTest {
    private static XeroSandbox sandbox;
    private static int counter;

    private TestClient xero;
    private String contact;
    private String number;

    @BeforeAll
    static void start() {
        sandbox = XeroSandbox.start(
                XeroSandboxOptions.defaults().withoutLimits().withClock(new MovableClock("2026-11-02T09:14:22.293Z")));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void newContact() {
        xero = TestClient.connected(sandbox);
        counter++;
        number = "INV-T" + counter;
        contact = xero.createContact("Client " + counter);
    }

    @Test
    void putCreatesAnApprovedInvoiceWithTotals() {
        JsonNode invoice = xero.createInvoice(contact, number, "7.33", "110.00");

        assertThat(invoice.get("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(invoice.get("SubTotal").toString()).isEqualTo("806.30");
        assertThat(invoice.get("TotalTax").toString()).isEqualTo("161.26");
        assertThat(invoice.get("Total").toString()).isEqualTo("967.56");
        assertThat(invoice.get("AmountDue").toString()).isEqualTo("967.56");
        assertThat(invoice.get("Date").asText()).isEqualTo("/Date(1793577600000+0000)/");
        assertThat(invoice.get("DateString").asText()).isEqualTo("2026-11-02T00:00:00");
        assertThat(invoice.get("UpdatedDateUTC").asText()).isEqualTo("/Date(1793610862293+0000)/");
        assertThat(invoice.get("UpdatedDateUTCString").asText()).isEqualTo("2026-11-02T09:14:22Z");
        assertThat(invoice.at("/LineItems/0/Quantity").toString()).isEqualTo("7.3300");
        assertThat(invoice.get("CurrencyRate").toString()).isEqualTo("1.0000000000");
        assertThat(invoice.at("/Contact/EmailAddress").asText()).isEqualTo("billing@example.com");
    }

    @Test
    void putRefusesANumberInUse() {
        xero.createInvoice(contact, number, "1", "100");

        TestClient.Reply again = xero.put("Invoices", TestClient.invoice(contact, number, "DRAFT", "1", "5"));

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.error()).isEqualTo("Invoice # must be unique.");
        assertThat(again.json().at("/Elements/0/InvoiceID").asText()).isEqualTo("00000000-0000-0000-0000-000000000000");
    }

    @Test
    void postWithANumberInUseEditsThatInvoice() {
        JsonNode first = xero.createInvoice(contact, number, "1", "100");

        JsonNode second = xero.post("Invoices", TestClient.invoice(contact, number, "AUTHORISED", "2", "100"))
                .first("Invoices");

        assertThat(second.get("InvoiceID")).isEqualTo(first.get("InvoiceID"));
        assertThat(second.get("Total").toString()).isEqualTo("240.00");
    }
}
