package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsIT {
    private static final String CONTACTS = "/api.xro/2.0/Contacts";

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

    private static XeroFault onPut(XeroFault.Kind kind) {
        return XeroFault.of(kind).on("PUT", CONTACTS);
    }

    private TestClient.Reply create() {
        return xero.put("Contacts", "{'Name':'Acme'}");
    }

    @Test
    void aReplyIsLostAfterTheContactWasStored() {
        sandbox.arm(onPut(XeroFault.Kind.LOSE_REPLY));

        assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);

        assertThat(sandbox.contacts()).hasSize(1);
        assertThat(sandbox.requests().get(1).status()).isZero();
    }

    @Test
    void aLostReplyIsThereAgainUnderItsKey() {
        sandbox.arm(onPut(XeroFault.Kind.LOSE_REPLY));
        xero.with("Idempotency-Key", "k");
        assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);

        assertThat(create().status()).isEqualTo(200);
        assertThat(sandbox.contacts()).hasSize(1);
    }

    @Test
    void aRequestIsDroppedBeforeAnythingWasStored() {
        sandbox.arm(onPut(XeroFault.Kind.DROP_REQUEST));

        assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);

        assertThat(sandbox.contacts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MINUTE_LIMIT, minute", "DAY_LIMIT, day", "CONCURRENT_LIMIT, concurrent", "APP_MINUTE_LIMIT, appminute"
    })
    void aLimitIsPretendedWithOrWithoutATime(XeroFault.Kind kind, String problem) {
        sandbox.arm(onPut(kind).withRetryAfter(7));
        sandbox.arm(onPut(kind));

        TestClient.Reply first = create();
        TestClient.Reply second = create();

        assertThat(first.status()).isEqualTo(429);
        assertThat(first.header("X-Rate-Limit-Problem")).isEqualTo(problem);
        assertThat(first.header("Retry-After")).isEqualTo("7");
        assertThat(second.header("Retry-After")).isNull();
        assertThat(sandbox.contacts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aServerErrorComesBeforeOrAfterTheWork(int status) {
        sandbox.arm(onPut(XeroFault.Kind.ERROR_BEFORE).withStatus(status));
        assertThat(create().status()).isEqualTo(status);
        assertThat(sandbox.contacts()).isEmpty();
        sandbox.clearFaults();

        sandbox.arm(onPut(XeroFault.Kind.ERROR_AFTER).withStatus(status));
        assertThat(create().status()).isEqualTo(status);
        assertThat(sandbox.contacts()).hasSize(1);
    }

    @Test
    void aFiveHundredIsReplayedUnderItsKeyAGatewayErrorIsNot() {
        sandbox.arm(onPut(XeroFault.Kind.ERROR_AFTER).withStatus(500));
        sandbox.arm(onPut(XeroFault.Kind.ERROR_AFTER).withStatus(502));

        xero.with("Idempotency-Key", "a");
        assertThat(create().status()).isEqualTo(500);
        xero.with("Idempotency-Key", "b");
        assertThat(xero.put("Contacts", "{'Name':'Beta'}").status()).isEqualTo(502);

        assertThat(xero.put("Contacts", "{'Name':'Beta'}").status()).isEqualTo(200);
        xero.with("Idempotency-Key", "a");
        assertThat(create().status()).isEqualTo(500);
        assertThat(sandbox.contacts()).hasSize(2);
    }

    @Test
    void bodiesCanBeBrokenHtmlOrMissing() {
        sandbox.arm(onPut(XeroFault.Kind.BROKEN_JSON));
        TestClient.Reply broken = create();
        sandbox.clearFaults();
        sandbox.arm(onPut(XeroFault.Kind.HTML));
        TestClient.Reply html = xero.put("Contacts", "{'Name':'Beta'}");
        sandbox.clearFaults();
        sandbox.arm(onPut(XeroFault.Kind.EMPTY));
        TestClient.Reply empty = xero.put("Contacts", "{'Name':'Gamma'}");

        assertThatThrownBy(broken::json).isInstanceOf(UncheckedIOException.class);
        assertThat(html.status()).isEqualTo(200);
        assertThat(html.text()).startsWith("<html>");
        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.text()).isEmpty();
        assertThat(sandbox.contacts()).hasSize(3);
    }

    @Test
    void anAnswerCanBeSlow() {
        sandbox.arm(onPut(XeroFault.Kind.SLOW).withDelay(200));
        Instant before = Instant.now();

        assertThat(create().status()).isEqualTo(200);

        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }

    @Test
    void aTokenExpiresInTheMiddleOfThings() {
        sandbox.arm(onPut(XeroFault.Kind.EXPIRED_TOKEN));

        assertThat(create().json().get("Detail").asText()).startsWith("TokenExpired: token expired at");
        assertThat(create().status()).isEqualTo(401);
        xero.fetchToken();
        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void aTenantLooksDisconnected() {
        sandbox.arm(onPut(XeroFault.Kind.DISCONNECTED));

        assertThat(create().status()).isEqualTo(403);
        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void pagesShiftWhileTheyAreRead() {
        MovableClock clock = new MovableClock("2026-11-02T09:00:00Z");
        try (XeroSandbox moving =
                XeroSandbox.start(XeroSandboxOptions.defaults().withClock(clock))) {
            TestClient client = TestClient.connected(moving);
            String contact = client.createContact("Acme");
            for (int i = 1; i <= 4; i++) {
                clock.advance(Duration.ofSeconds(1));
                client.createInvoice(contact, "INV-" + i, "1", "1");
            }
            clock.advance(Duration.ofSeconds(1));
            moving.arm(XeroFault.of(XeroFault.Kind.SHIFTING_PAGES)
                    .on("GET", "/api.xro/2.0/Invoices")
                    .every(2));

            String first = client.get("Invoices?page=1&pageSize=2").text();
            String second = client.get("Invoices?page=2&pageSize=2").text();

            assertThat(first).contains("INV-1\"", "INV-2\"");
            assertThat(second).contains("INV-4\"", "INV-1\"").doesNotContain("INV-3\"");
        }
    }

    @Test
    void aFaultStrikesEachThirdMatchingCall() {
        sandbox.arm(
                XeroFault.of(XeroFault.Kind.ERROR_BEFORE).on("GET", CONTACTS).every(3));
        StringBuilder statuses = new StringBuilder();

        for (int i = 0; i < 6; i++) {
            statuses.append(xero.get("Contacts").status()).append(' ');
            xero.get("Currencies");
        }

        assertThat(statuses).hasToString("200 200 503 200 200 503 ");
        assertThat(sandbox.faultsStruck()).isEqualTo(2);
    }

    @Test
    void randomFaultsAreTheSameForTheSameSeed() {
        StringBuilder statuses = new StringBuilder();
        for (int run = 0; run < 2; run++) {
            sandbox.clearFaults();
            sandbox.arm(XeroFault.of(XeroFault.Kind.ERROR_BEFORE)
                    .on("GET", CONTACTS)
                    .oneIn(3, 42));
            for (int i = 0; i < 20; i++) {
                statuses.append(xero.get("Contacts").status());
            }
        }

        assertThat(statuses.substring(0, 60)).isEqualTo(statuses.substring(60)).contains("503", "200");
    }

    @Test
    void theTokenEndpointCanFailToo() {
        sandbox.arm(XeroFault.of(XeroFault.Kind.ERROR_BEFORE)
                .on("POST", "/connect/token")
                .withStatus(503));

        assertThat(xero.form("/connect/token", "grant_type=client_credentials").status())
                .isEqualTo(503);
        assertThat(xero.form("/connect/token", "grant_type=client_credentials").status())
                .isEqualTo(200);
    }
}
