package org.harvestxero.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.http.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarvestGateTest {
    private final HarvestGate gate = new HarvestGate(100, Clock.systemUTC());
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @ParameterizedTest(name = "{0}, Retry-After: {1}")
    @CsvSource({"429, 120, 120", "503, 120, 120", "502, 130, 130", "503, 86400, 3600"})
    void noCallPassesBeforeTheWaitHarvestAskedForIsOver(int status, String asked, long seconds) {
        gate.learn(exchange, answer(status, Map.of("Retry-After", asked)));

        assertThatThrownBy(() -> gate.enter(exchange))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAfter().orElseThrow())
                                .isBetween(Duration.ofSeconds(seconds - 29), Duration.ofSeconds(seconds)));
    }

    @Test
    void anOutageOfReportsHoldsNothingElseBack() throws Exception {
        HarvestGate.choose(exchange, HarvestRequest.get("/reports/uninvoiced"));
        gate.learn(exchange, answer(503, Map.of("Retry-After", "120")));
        assertThatThrownBy(() -> gate.enter(exchange)).isInstanceOf(RateLimitedException.class);

        Exchange other = new DefaultExchange(exchange.getContext());
        gate.enter(other);

        assertThat(gate.callsMade()).isEqualTo(1);
    }

    @Test
    void anOutageThatNamesNoWaitClosesNothing() {
        gate.learn(exchange, answer(503, Map.of()));

        assertThat(gate.parkedUntil()).isEmpty();
    }

    private static RawResponse answer(int status, Map<String, String> headers) {
        return new RawResponse(status, headers, "", Instant.parse("2026-11-02T09:00:00Z"));
    }
}
