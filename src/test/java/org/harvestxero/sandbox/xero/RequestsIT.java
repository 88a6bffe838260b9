package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Envelope, formats, errors and batches, whatever the resource. */
class RequestsIT {
    private XeroSandbox sandbox;
    private TestClient xero;

    @BeforeEach
    void start() {
        sandbox = XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
        xero = TestClient.connected(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void withoutAcceptTheAnswerIsXml() {
        TestClient.Reply reply = xero.without("Accept").get("Currencies");

        assertThat(reply.header("Content-Type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(reply.text())
                .startsWith("<Response><Id>")
                .contains("<Currencies><Currency><Code>GBP</Code><Description>British Pound</Description></Currency>");
    }

    @Test
    void errorsAreXmlTooWithoutAccept() {
        assertThat(xero.with("Accept", "*/*").put("Contacts", "{'Name':''}").text())
                .startsWith("<ApiException><ErrorNumber>10</ErrorNumber><Type>ValidationException</Type>");
    }

    @Test
    void theEnvelopeNamesTheApp() {
        JsonNode json = xero.get("Currencies").json();

        assertThat(json.get("Id").asText()).hasSize(36);
        assertThat(json.get("Status").asText()).isEqualTo("OK");
        assertThat(json.get("ProviderName").asText()).isEqualTo("Harvest Xero");
        assertThat(json.get("DateTimeUTC").asText()).matches("/Date\\(\\d{13}\\)/");
        assertThat(json.has("pagination")).isFalse();
    }

    @Test
    void theEnvelopeKeyIgnoresCaseAndABareObjectIsOneElement() {
        assertThat(xero.put("Contacts", "{'contacts':[{'Name':'A'},{'Name':'B'}]}")
                        .json()
                        .get("Contacts"))
                .hasSize(2);
        assertThat(xero.put("Contacts", "{'Name':'C'}").json().get("Contacts")).hasSize(1);
    }

    @Test
    void whatIsUnknownIsATextOf404() {
        TestClient.Reply reply = xero.get("Invoices/INV-404");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(reply.text()).isEqualTo("The resource you're looking for cannot be found");
        assertThat(xero.get("Nothing").status()).isEqualTo(404);
    }

    @Test
    void brokenJsonIsError17() {
        TestClient.Reply reply = xero.put("Contacts", "{'Name':");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("ErrorNumber").asInt()).isEqualTo(17);
        assertThat(reply.json().has("Elements")).isFalse();
    }

    @Test
    void aNumberThatIsNoneIsError17AndStoresNothing() {
        String good = "{'Name':'Good'}";
        TestClient.Reply reply = xero.put("Contacts", "{'Contacts':[" + good + ",{'Name':'Bad','ContactID':'x'}]}");

        assertThat(reply.json().get("ErrorNumber").asInt()).isEqualTo(17);
        assertThat(sandbox.contacts()).isEmpty();
    }

    @Test
    void trackingAsAnObjectIsAnInternalError() {
        String contact = xero.createContact("Acme");

        TestClient.Reply reply = xero.put(
                "Invoices",
                TestClient.invoice(contact, "INV-1", "DRAFT", "1", "1")
                        .replace("'TaxType'", "'Tracking':{'Name':'Project','Option':'Alpha'},'TaxType'"));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(sandbox.invoices()).isEmpty();
    }

    @Test
    void bodiesBeyondThreeAndAHalfMegabytesAreRefused() {
        String body = "{'Name':'Big','FirstName':'" + "x".repeat(3_500_000) + "'}";

        assertThat(xero.put("Contacts", body).status()).isEqualTo(413);
        assertThat(sandbox.contacts()).isEmpty();
    }

    @Test
    void summarisedErrorsListOnlyTheFailuresYetTheOthersAreCreated() {
        TestClient.Reply reply =
                xero.put("Contacts", "{'Contacts':[{'Name':'Good'},{'EmailAddress':'x@y.example'},{'Name':'Fine'}]}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("ErrorNumber").asInt()).isEqualTo(10);
        assertThat(reply.json().get("Type").asText()).isEqualTo("ValidationException");
        assertThat(reply.json().get("Message").asText()).isEqualTo("A validation exception occurred");
        assertThat(reply.json().get("Elements")).hasSize(1);
        assertThat(sandbox.contacts())
                .extracting(each -> each.get("Name").asText())
                .containsOnly("Good", "Fine");
    }

    @Test
    void unsummarisedErrorsAnswerEachElementInOrder() {
        TestClient.Reply reply = xero.put(
                "Contacts?summarizeErrors=false",
                "{'Contacts':[{'Name':'Good'},{'EmailAddress':'x@y.example'},{'Name':'Fine'}]}");
        JsonNode contacts = reply.json().get("Contacts");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(contacts)
                .extracting(each -> each.get("StatusAttributeString").asText())
                .containsExactly("OK", "ERROR", "OK");
        assertThat(contacts.get(1).get("ContactID").asText()).isEqualTo("00000000-0000-0000-0000-000000000000");
        assertThat(contacts.get(1).get("HasValidationErrors").asBoolean()).isTrue();
        assertThat(contacts.at("/1/ValidationErrors/0/Message").asText())
                .isEqualTo("The Contact must contain at least 1 of the following elements to identify the contact:"
                        + " Name, ContactID, ContactNumber");
        assertThat(contacts.get(0).has("ValidationErrors")).isFalse();
    }

    @Test
    void aWarningIsSavedButChanged() {
        String contact = xero.createContact("Acme");

        JsonNode invoice = xero.put(
                        "Invoices?summarizeErrors=false",
                        TestClient.invoice(contact, "INV-1", "DRAFT", "1", "100")
                                .replace("'Date'", "'SentToContact':true,'Date'"))
                .first("Invoices");

        assertThat(invoice.get("StatusAttributeString").asText()).isEqualTo("WARNING");
        assertThat(invoice.at("/Warnings/0/Message").asText())
                .isEqualTo("Only AUTHORISED invoices may have SentToContact updated.");
        assertThat(invoice.get("SentToContact").asBoolean()).isFalse();
        assertThat(sandbox.invoices()).hasSize(1);
    }

    @Test
    void anUnknownContactIdFailsTheWholeRequest() {
        String contact = xero.createContact("Acme");
        String good = TestClient.invoice(contact, "INV-1", "DRAFT", "1", "1");
        String bad = TestClient.invoice("ca7127f7-3c5e-4de7-a76d-ae0ef9b9b76b", "INV-2", "DRAFT", "1", "1");

        TestClient.Reply reply = xero.put("Invoices?summarizeErrors=false", "{'Invoices':[" + good + "," + bad + "]}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).isEqualTo("The resource you're looking for cannot be found");
        assertThat(sandbox.invoices()).isEmpty();
    }

    @Test
    void callsAreCountedByTemplate() {
        xero.createContact("Acme");
        xero.get("Contacts/" + sandbox.contacts().get(0).get("ContactID").asText());

        assertThat(sandbox.calls())
                .containsEntry("POST /connect/token", 1L)
                .containsEntry("PUT /Contacts", 1L)
                .containsEntry("GET /Contacts/{id}", 1L);
    }
}
