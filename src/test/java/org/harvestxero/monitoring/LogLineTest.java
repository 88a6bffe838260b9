package org.harvestxero.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLineTest {
    private final LogLine line = new LogLine();

    @Test
    void oneEventIsOneLineWithTimeAndIds() {
        String text = encode("Copied\nan invoice", null, Map.of("invoice", "1042", "camel.routeId", "send"));

        assertThat(text).isEqualTo("2026-11-22T12:00:00.000Z INFO  BatchDispatcher: Copied an invoice invoice=1042\n");
    }

    @Test
    void aFailureIsTheChainOfItsCausesOnTheSameLine() {
        String text = encode("Could not send", new IllegalStateException("no", new IOException("reset")), Map.of());

        assertThat(text).endsWith("Could not send (IllegalStateException: no, because IOException: reset)\n");
        assertThat(text.lines()).hasSize(1);
    }

    @Test
    void jsonHoldsTheSameAndTheStack() throws IOException {
        line.set(true, false, List.of());

        JsonNode json = new ObjectMapper()
                .readTree(encode("Could not send", new IllegalStateException("no"), Map.of("batch", "7")));

        assertThat(json.path("time").asText()).isEqualTo("2026-11-22T12:00:00.000Z");
        assertThat(json.path("level").asText()).isEqualTo("INFO");
        assertThat(json.path("message").asText()).isEqualTo("Could not send");
        assertThat(json.path("batch").asText()).isEqualTo("7");
        assertThat(json.path("stack").asText())
                .contains("IllegalStateException: no")
                .contains("LogLineTest");
    }

    @Test
    void secretsAndCredentialsAreBlankedInBothForms() {
        for (boolean json : new boolean[] {false, true}) {
            line.set(json, false, List.of("s3cret-of-xero", "pat"));

            String text = encode(
                    "with s3cret-of-xero, Authorization: Bearer eyJhbGciOi.J9-x, refresh_token=abcdefghij, {\"access_token\":\"qwertzuiop\"}",
                    new IllegalStateException("s3cret-of-xero"),
                    Map.of("header", "Basic dXNlcjpwYXNz"));

            assertThat(text)
                    .doesNotContain("s3cret-of-xero", "eyJhbGciOi", "abcdefghij", "qwertzuiop", "dXNlcjpwYXNz")
                    .contains("******");
        }
    }

    @Test
    void whatANameHoldsMovesNoCursorAndBeginsNoLine() {
        String text = encode("Skipped \u001b[2J\u0007Acme\u2028ERROR\u202emoc", null, Map.of("client", "a\tb\u0085c"));

        assertThat(text)
                .isEqualTo(
                        "2026-11-22T12:00:00.000Z INFO  BatchDispatcher: Skipped  [2J Acme ERROR moc client=a b c\n");
    }

    @Test
    void jsonAndStacksHoldNoControlsOfWhatCameFromOutsideEither() throws IOException {
        String hostile = "\u001b[2Jno\n2026-11-22T12:00:00.000Z ERROR forged\u2028\u009b1m\u202e";

        line.set(true, false, List.of());
        JsonNode json = new ObjectMapper().readTree(encode(hostile, null, Map.of("client", hostile)));
        assertThat(json.path("message").asText()).isEqualTo(" [2Jno 2026-11-22T12:00:00.000Z ERROR forged  1m ");
        assertThat(json.path("client").asText()).isEqualTo(" [2Jno 2026-11-22T12:00:00.000Z ERROR forged  1m ");

        line.set(false, true, List.of());
        String text = encode("Could not send", new IllegalStateException(hostile), Map.of());
        assertThat(text).doesNotContain("\u001b", "\u2028", "\u009b", "\u202e");
        assertThat(text.lines().skip(1)).first().asString().startsWith("java.lang.IllegalStateException: ");
        assertThat(text.lines().skip(2))
                .hasSizeGreaterThan(1)
                .allSatisfy(each -> assertThat(each).startsWith("\t"));
    }

    @Test
    void userNamesAndPasswordsInAddressesAreBlanked() {
        String text =
                encode("No connection to jdbc:postgresql://books:s3cret@db/books?password=s3cret", null, Map.of());

        assertThat(text).doesNotContain("s3cret").contains("jdbc:postgresql://******@db/books?password=******");
    }

    private String encode(String message, @Nullable Throwable failure, Map<String, String> ids) {
        LoggingEvent event = new LoggingEvent(
                "",
                new LoggerContext().getLogger("org.harvestxero.copy.outbox.BatchDispatcher"),
                Level.INFO,
                message,
                failure,
                null);
        event.setInstant(Instant.parse("2026-11-22T12:00:00Z"));
        event.setMDCPropertyMap(ids);
        return new String(line.encode(event), StandardCharsets.UTF_8);
    }
}
