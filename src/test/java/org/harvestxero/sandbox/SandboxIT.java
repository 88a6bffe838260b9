package org.harvestxero.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SandboxIT {
    @Test
    void pointsTheProductAtBothSides() throws IOException, InterruptedException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.defaults().withClock(clock).withSample())) {
            assertThat(sandbox.properties())
                    .containsEntry("harvest.base-url", sandbox.harvest().baseUrl())
                    .containsEntry("harvest.account-id", "1000001")
                    .containsEntry("xero.api-url", sandbox.xero().baseUrl())
                    .containsEntry("copy.since", "2026-10-01")
                    .containsEntry("copy.payments", "true")
                    .containsEntry("copy.payment-account.USD", "091");

            HttpRequest index = HttpRequest.newBuilder(
                            URI.create(sandbox.harvest().webUrl() + "/"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(index, BodyHandlers.ofString())
                            .body())
                    .contains("Sample Bakery Ltd", ">1001</a>");
        }
    }
}
