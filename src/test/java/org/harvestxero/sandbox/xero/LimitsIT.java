package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LimitsIT {
    private final MovableClock clock = new MovableClock("2026-11-02T09:00:00Z");
    private final XeroSandboxOptions options = XeroSandboxOptions.defaults().withClock(clock);

    private static TestClient.Reply call(TestClient xero, int times) {
        TestClient.Reply last = xero.get("Currencies");
        for (int i = 1; i < times; i++) {
            last = xero.get("Currencies");
        }
        return last;
    }

    @Test
    void everyAnswerTellsWhatIsLeft() {
        try (XeroSandbox sandbox = XeroSandbox.start(options)) {
            TestClient xero = TestClient.connected(sandbox);

            TestClient.Reply reply = call(xero, 3);

            assertThat(reply.header("X-MinLimit-Remaining")).isEqualTo("57");
            assertThat(reply.header("X-DayLimit-Remaining")).isEqualTo("4997");
            assertThat(reply.header("X-AppMinLimit-Remaining")).isEqualTo("9997");
            assertThat(reply.header("Xero-Correlation-Id")).hasSize(36);
            assertThat(reply.header("Date")).isEqualTo("Mon, 02 Nov 2026 09:00:00 GMT");
        }
    }

    @Test
    void theSixtyFirstCallOfAMinuteIsRefusedUntilTheMinuteEnds() {
        try (XeroSandbox sandbox = XeroSandbox.start(options)) {
            TestClient xero = TestClient.connected(sandbox);
            call(xero, 60);
            clock.advance(Duration.ofSeconds(38));

            TestClient.Reply refused = xero.get("Currencies");
            clock.advance(Duration.ofSeconds(22));
            TestClient.Reply later = xero.get("Currencies");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).isEmpty();
            assertThat(refused.header("X-Rate-Limit-Problem")).isEqualTo("minute");
            assertThat(refused.header("Retry-After")).isEqualTo("22");
            assertThat(refused.header("X-MinLimit-Remaining")).isEqualTo("0");
            assertThat(later.status()).isEqualTo(200);
        }
    }

    @Test
    void theDayLimitHoldsUntilTheDayEnds() {
        try (XeroSandbox sandbox = XeroSandbox.start(options.withLimits(5, 60, 2))) {
            TestClient xero = TestClient.connected(sandbox);
            call(xero, 2);

            TestClient.Reply refused = xero.get("Currencies");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("X-Rate-Limit-Problem")).isEqualTo("day");
            assertThat(refused.header("Retry-After")).isEqualTo("86400");
            assertThat(refused.header("X-DayLimit-Remaining")).isEqualTo("0");
        }
    }

    @Test
    void theLimitOverAllOrganisationsGivesNoTime() {
        try (XeroSandbox sandbox = XeroSandbox.start(options.withAppCallsPerMinute(1))) {
            TestClient xero = TestClient.connected(sandbox);
            call(xero, 1);

            TestClient.Reply refused = xero.get("Currencies");

            assertThat(refused.header("X-Rate-Limit-Problem")).isEqualTo("appminute");
            assertThat(refused.header("Retry-After")).isNull();
        }
    }

    @Test
    void theSixthCallAtOnceIsRefusedWithoutATime() {
        try (XeroSandbox sandbox = XeroSandbox.start(options.withAnswerTime(Duration.ofMillis(300)))) {
            TestClient xero = TestClient.connected(sandbox);
            List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                calls.add(xero.http()
                        .sendAsync(
                                xero.request("GET", "Currencies", "").build(),
                                HttpResponse.BodyHandlers.ofByteArray()));
            }

            List<HttpResponse<byte[]>> refused = calls.stream()
                    .map(CompletableFuture::join)
                    .filter(response -> response.statusCode() == 429)
                    .toList();

            assertThat(refused).hasSize(2);
            assertThat(refused.get(0).headers().firstValue("X-Rate-Limit-Problem"))
                    .hasValue("concurrent");
            assertThat(refused.get(0).headers().firstValue("Retry-After")).isEmpty();
        }
    }

    @Test
    void lostRepliesFreeTheirPlace() {
        try (XeroSandbox sandbox = XeroSandbox.start(options)) {
            TestClient xero = TestClient.connected(sandbox);
            sandbox.arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).next(20));
            for (int i = 0; i < 20; i++) {
                try {
                    xero.get("Currencies");
                } catch (UncheckedIOException expected) {
                    // the reply was lost
                }
            }
            sandbox.clearFaults();

            assertThat(xero.get("Currencies").status()).isEqualTo(200);
        }
    }

    @Test
    void tokensAndConnectionsAreFree() {
        try (XeroSandbox sandbox = XeroSandbox.start(options.withLimits(5, 1, 1))) {
            TestClient xero = TestClient.connected(sandbox);
            xero.fetchToken();
            xero.get("/connections");

            assertThat(xero.get("Currencies").status()).isEqualTo(200);
        }
    }

    @Test
    void limitsCanBeSwitchedOff() {
        try (XeroSandbox sandbox = XeroSandbox.start(options.withoutLimits())) {
            TestClient xero = TestClient.connected(sandbox);

            TestClient.Reply reply = call(xero, 70);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("X-MinLimit-Remaining")).isEqualTo("1000000");
        }
    }
}
