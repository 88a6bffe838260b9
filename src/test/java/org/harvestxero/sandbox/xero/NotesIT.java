package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** History and attachments. */
class NotesIT {
    private XeroSandbox sandbox;
    private TestClient xero;
    private String path;

    @BeforeEach
    void start() {
        sandbox = XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
        xero = TestClient.connected(sandbox);
        String contact = xero.createContact("Acme Widgets Ltd");
        path = "Invoices/"
                + xero.createInvoice(contact, "INV-1", "1", "2047.55")
                        .get("InvoiceID")
                        .asText();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private TestClient.Reply attach(String name, String content) {
        xero.with("Content-Type", "application/pdf");
        return xero.call("PUT", path + "/Attachments/" + name, content);
    }

    @Test
    void historyBeginsWithTheCreationAndTakesNotes() {
        xero.put(path + "/History", "{'HistoryRecords':[{'Details':'Copied from Harvest'}]}");

        JsonNode records = xero.get(path + "/History").json().get("HistoryRecords");

        assertThat(records.at("/0/Details").asText()).isEqualTo("INV-1 to Acme Widgets Ltd for 2,457.06.");
        assertThat(records.at("/1/Changes").asText()).isEqualTo("Note");
        assertThat(records.at("/1/Details").asText()).isEqualTo("Copied from Harvest");
        assertThat(records.at("/1/DateUTCString").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void aNoteHasAtMost2500Characters() {
        assertThat(xero.put(path + "/History", "{'HistoryRecords':[{'Details':'" + "x".repeat(2501) + "'}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aFileIsKeptAsSent() {
        JsonNode file = attach("hours%20%5Boct%5D.pdf?IncludeOnline=true", "%PDF-1.4 hours")
                .first("Attachments");

        assertThat(file.get("FileName").asText()).isEqualTo("hours [oct].pdf");
        assertThat(file.get("MimeType").asText()).isEqualTo("application/pdf");
        assertThat(file.get("ContentLength").asInt()).isEqualTo(14);
        assertThat(file.get("IncludeOnline").asBoolean()).isTrue();
        assertThat(xero.get(path + "/Attachments/hours%20%5Boct%5D.pdf").text()).isEqualTo("%PDF-1.4 hours");
        assertThat(xero.get(path + "/Attachments").json().get("Attachments")).hasSize(1);
        JsonNode invoice = xero.get(path).first("Invoices");
        assertThat(invoice.get("HasAttachments").asBoolean()).isTrue();
        assertThat(invoice.at("/Attachments/0/FileName").asText()).isEqualTo("hours [oct].pdf");
    }

    @Test
    void aFileOfTheSameNameTakesItsPlace() {
        attach("hours.pdf", "one");
        attach("hours.pdf", "second");

        assertThat(xero.get(path + "/Attachments")
                        .json()
                        .at("/Attachments/0/ContentLength")
                        .asInt())
                .isEqualTo(6);
        assertThat(xero.get(path + "/Attachments").json().get("Attachments")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%3Cb.pdf", "a%3Ab.pdf", "a%2Fb.pdf", "a%7Cb.pdf", "a%3Fb.pdf", "a%2Bb.pdf", "a*b.pdf"})
    void someCharactersAreNotForFileNames(String name) {
        assertThat(attach(name, "x").status()).isEqualTo(400);
    }

    @Test
    void aDocumentHasAtMostTenFiles() {
        for (int i = 1; i <= 10; i++) {
            assertThat(attach(i + ".pdf", "x").status()).isEqualTo(200);
        }

        assertThat(attach("11.pdf", "x").status()).isEqualTo(400);
    }
}
