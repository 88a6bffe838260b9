package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The back door over HTTP, as for a sandbox in another process, and the pages for people. */
class BackDoorIT {
    private XeroSandbox sandbox;
    private TestClient xero;
    private String contact;

    @BeforeEach
    void start() {
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withSeed(7));
        xero = TestClient.connected(sandbox);
        contact = xero.createContact("Acme & <Sons>".replace("<", "(").replace(">", ")"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode act(String action, String arguments) {
        TestClient.Reply reply = xero.post("/sandbox/" + action, arguments);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void itShowsWhatXeroHoldsAndWhatWasAsked() {
        String invoice = xero.createInvoice(contact, "INV-1", "1", "100")
                .get("InvoiceID")
                .asText();
        xero.put("Payments", TestClient.payment(invoice, "120"));

        assertThat(xero.get("/sandbox/invoices").json().at("/0/Status").asText())
                .isEqualTo("PAID");
        assertThat(xero.get("/sandbox/contacts").json()).hasSize(1);
        assertThat(xero.get("/sandbox/payments").json()).hasSize(1);
        assertThat(xero.get("/sandbox/credit-notes").json()).isEmpty();
        assertThat(xero.get("/sandbox/calls").json().get("PUT /Payments").asInt())
                .isEqualTo(1);
        JsonNode last = xero.get("/sandbox/requests").json().get(3);
        assertThat(last.get("path").asText()).isEqualTo("/api.xro/2.0/Payments");
        assertThat(last.get("body").asText()).contains("\"Amount\":120");
        xero.delete("/sandbox/requests");
        assertThat(xero.get("/sandbox/requests").json()).isEmpty();
    }

    @Test
    void tokenRequestsAreLoggedWithoutTheirSecrets() {
        assertThat(sandbox.requests().get(0).path()).isEqualTo("/connect/token");
        assertThat(sandbox.requests().get(0).body()).isEmpty();
    }

    @Test
    void faultsAreArmedAndCleared() {
        act("faults", "{'kind':'error-before','method':'GET','path':'/api.xro/2.0/Contacts','next':5,'status':502}");

        assertThat(xero.get("Contacts").status()).isEqualTo(502);
        assertThat(xero.get("/sandbox/faults").json().get("struck").asInt()).isEqualTo(1);
        xero.delete("/sandbox/faults");
        assertThat(xero.get("Contacts").status()).isEqualTo(200);
    }

    @Test
    void settingsAndPeopleCanBePlayed() {
        act("archive-account", "{'code':'260'}");
        act("lock-dates", "{'periodLockDate':'2026-09-30'}");
        act("add-currency", "{'code':'NOK'}");
        act("remove-currency", "{'code':'EUR'}");
        act("archive-tracking-option", "{'category':'Project','option':'Alpha'}");
        act("archive-tax-rate", "{'taxType':'TAX001'}");
        act("approval-right", "{'allowed':true}");
        act("reject-unknown-tracking", "{'reject':true}");
        act("settle-zero-totals", "{'settle':false}");
        act("limits", "{'on':true,'perMinute':500}");
        act(
                "create-invoice",
                "{'Type':'ACCREC','Contact':{'ContactID':'" + contact
                        + "'},'InvoiceNumber':'BY-HAND','Status':'AUTHORISED','Date':'2026-11-02','DueDate':'2026-12-01',"
                        + "'LineItems':[{'Description':'x','Quantity':1,'UnitAmount':10,'AccountCode':'200'}]}");
        JsonNode payment = act("pay-invoice", "{'invoice':'BY-HAND','amount':12,'account':'090','date':'2026-11-03'}");
        act("delete-payment", "{'payment':'" + payment.get("PaymentID").asText() + "'}");
        act("edit-invoice", "{'invoice':'BY-HAND','fields':{'Reference':'edited'}}");
        act("void-invoice", "{'invoice':'BY-HAND'}");
        String other =
                act("create-contact", "{'Name':'Other'}").get("ContactID").asText();
        act("merge-contacts", "{'from':'" + contact + "','into':'" + other + "'}");
        act("archive-contact", "{'contact':'" + other + "'}");

        assertThat(sandbox.invoices().get(0).get("Reference").asText()).isEqualTo("edited");
        assertThat(sandbox.invoices().get(0).get("Status").asText()).isEqualTo("VOIDED");
        assertThat(sandbox.contacts())
                .allMatch(each -> each.get("ContactStatus").asText().equals("ARCHIVED"));
        assertThat(sandbox.calls()).doesNotContainKey("PUT /Invoices");
    }

    @Test
    void accessCanBeTaken() {
        act("expire-tokens", "{}");
        assertThat(xero.get("Contacts").status()).isEqualTo(401);
        xero.fetchToken();
        act("disconnect", "{}");
        assertThat(xero.get("Contacts").status()).isEqualTo(403);
        act("reconnect", "{}");
        assertThat(xero.get("Contacts").status()).isEqualTo(200);
    }

    @Test
    void nonsenseIsRefusedWithASentence() {
        assertThat(xero.post("/sandbox/void-invoice", "{'invoice':'INV-9'}").text())
                .isEqualTo("{\"error\":\"There is no such invoice: INV-9\"}");
        assertThat(xero.post("/sandbox/archive-account", "{}").status()).isEqualTo(400);
        assertThat(xero.post("/sandbox/faults", "{'kind':'gremlins'}").status()).isEqualTo(400);
        assertThat(xero.get("/sandbox/nothing").status()).isEqualTo(404);
        assertThatThrownBy(() -> sandbox.voidInvoice("INV-9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no such invoice: INV-9");
    }

    @Test
    void theDeepLinkLeadsToTheInvoiceAsXeroHoldsIt() {
        String body = TestClient.invoice(contact, "INV-1", "AUTHORISED", "2", "100")
                .replace("'Work'", "'<script>alert(1)</script>'")
                .replace("'Date'", "'Url':'javascript:alert(1)','Reference':'a & b','Date'");
        String id =
                xero.put("Invoices", body).first("Invoices").get("InvoiceID").asText();
        xero.put("Payments", TestClient.payment(id, "100"));
        xero.with("Accept", "text/html");

        TestClient.Reply entry = xero.get("/organisationlogin/default.aspx?shortcode=%21Ab1cD&redirecturl="
                + TestClient.encode("/AccountsReceivable/View.aspx?InvoiceID=" + id));
        TestClient.Reply page = xero.get(entry.header("Location"));

        assertThat(entry.status()).isEqualTo(302);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.text())
                .contains("INV-1", "Acme &amp; (Sons)", "&lt;script&gt;", "a &amp; b", "40.00", "240.00", "140.00 GBP")
                .doesNotContain("<script>", "href=\"javascript:");
    }

    @Test
    void theIndexListsTheDocuments() {
        xero.createInvoice(contact, "INV-1", "1", "100");

        assertThat(xero.get("/").text()).contains("Sandbox Studio Ltd", "INV-1", "120.00 GBP");
        assertThat(xero.get("/Contacts/View/" + contact).text()).contains("INV-1");
        assertThat(xero.get("/AccountsReceivable/View.aspx?InvoiceID=nothing").status())
                .isEqualTo(404);
        assertThat(xero.get("/organisationlogin/default.aspx?redirecturl=//evil.example")
                        .header("Location"))
                .isEqualTo("/");
        assertThat(xero.get("/organisationlogin/default.aspx?redirecturl=/a%0d%0aSet-Cookie:x")
                        .header("Location"))
                .isEqualTo("/");
    }

    @Test
    void theSameSeedGivesTheSameIds() {
        try (XeroSandbox twin = XeroSandbox.start(XeroSandboxOptions.defaults().withSeed(7))) {
            assertThat(TestClient.connected(twin).createContact("Acme")).isEqualTo(contact);
        }
    }
}
