package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyKeysIT {
    private final MovableClock clock = new MovableClock("2026-11-02T09:00:00Z");
    private XeroSandbox sandbox;
    private TestClient xero;

    @BeforeEach
    void start() {
        sandbox = XeroSandbox.start(XeroSandboxOptions.defaults().withClock(clock));
        xero = TestClient.connected(sandbox);
        xero.with("Idempotency-Key", "tenant:batch-1");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theFirstAnswerIsReplayed() {
        TestClient.Reply first = xero.put("Contacts", "{'Name':'Acme'}");
        TestClient.Reply second = xero.put("Contacts", "{'Name':'Acme'}");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(sandbox.contacts()).hasSize(1);
        assertThat(sandbox.requests().get(2).replayed()).isTrue();
    }

    @Test
    void errorsAreReplayedToo() {
        TestClient.Reply first = xero.put("Contacts", "{'EmailAddress':'a@b.example'}");
        TestClient.Reply second = xero.put("Contacts", "{'EmailAddress':'a@b.example'}");

        assertThat(first.status()).isEqualTo(400);
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void anotherBodyUnderTheKeyIsRefused() {
        xero.put("Contacts", "{'Name':'Acme'}");

        TestClient.Reply other = xero.put("Contacts", "{'Name': 'Acme'}");

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().get("Message").asText())
                .isEqualTo("Idempotency Key: tenant:batch-1 is used with a different request.");
    }

    @Test
    void anotherUrlUnderTheKeyIsRefused() {
        xero.put("Contacts", "{'Name':'Acme'}");

        assertThat(xero.put("Contacts?summarizeErrors=false", "{'Name':'Acme'}").status())
                .isEqualTo(400);
        assertThat(xero.post("Contacts", "{'Name':'Acme'}").status()).isEqualTo(400);
    }

    @Test
    void aKeyLastsSixMinutes() {
        xero.put("Contacts", "{'Name':'Acme'}");

        clock.advance(Duration.ofMinutes(6).minusMillis(1));
        TestClient.Reply within = xero.put("Contacts", "{'Name':'Acme'}");
        clock.advance(Duration.ofMillis(1));
        TestClient.Reply after = xero.put("Contacts", "{'Name':'Acme'}");

        assertThat(within.status()).isEqualTo(200);
        assertThat(after.error()).startsWith("The contact name Acme is already assigned to another contact.");
    }

    @Test
    void aReplayCostsACall() {
        xero.put("Contacts", "{'Name':'Acme'}");

        assertThat(xero.put("Contacts", "{'Name':'Acme'}").header("X-DayLimit-Remaining"))
                .isEqualTo("4998");
    }

    @Test
    void aKeyOfMoreThan128CharactersIsRefused() {
        xero.with("Idempotency-Key", "k".repeat(129));

        assertThat(xero.put("Contacts", "{'Name':'Acme'}").status()).isEqualTo(400);
        assertThat(sandbox.contacts()).isEmpty();
    }

    @Test
    void readsIgnoreKeys() {
        xero.get("Contacts");
        xero.with("Idempotency-Key", "tenant:batch-2").put("Contacts", "{'Name':'Acme'}");
        xero.with("Idempotency-Key", "tenant:batch-1");

        assertThat(xero.get("Contacts").json().get("Contacts")).hasSize(1);
    }

    @Test
    void emailsIgnoreKeys() {
        xero.without("Idempotency-Key");
        String contact = xero.createContact("Acme");
        String invoice = xero.createInvoice(contact, "INV-1", "1", "100")
                .get("InvoiceID")
                .asText();
        xero.with("Idempotency-Key", "mail");

        for (int i = 0; i < 3; i++) {
            assertThat(xero.post("Invoices/" + invoice + "/Email", "").status()).isEqualTo(204);
        }

        assertThat(sandbox.mailsSent()).containsEntry("INV-1", 3);
    }
}
