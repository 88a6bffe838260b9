package org.harvestxero.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.harvestxero.MigratedDatabase;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.api.Check.Level;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.harvestxero.wiring.EngineWiring;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Xero's webhooks begin a cycle; polling stays the truth. The schedule of these homes begins none by itself. */
class XeroWebhookIT {
    private static final String KEY = "sample-webhook-signing-key";
    private static final String EVENTS = "{\"events\":[{\"resourceId\":\"1\"}],\"entropy\":\"QWERTY\"}";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HarvestSandbox harvest =
            HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
    private final XeroSandbox xero =
            XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
    private final HttpClient http = HttpClient.newHttpClient();
    private Engine engine;
    private Home home;
    private String receiver;
    private long invoice;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        invoice = harvest.add(anInvoice(harvest.add(aClient("Sample Bakery")))
                .number("INV-1")
                .issued(LocalDate.of(2026, 11, 5))
                .line("Work", "1", "1000")
                .open());
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        receiver = "http://127.0.0.1:" + port + XeroWebhook.PATH;
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("mappings.yaml"), "rules: []\n");
        home = Home.at(folder, Path.of("").toAbsolutePath());
        assertThat(HomeLock.take(home, "run")).isPresent();
        engine = new EngineWiring(Clock.systemUTC())
                .start(
                        home,
                        Settings.of(settings(port), home),
                        Engine.Mode.RUN,
                        (running, arguments, who, out, err, browser) -> 2);
        await().atMost(PATIENCE).until(() -> !xero.invoices().isEmpty());
    }

    private Map<String, String> settings(int port) {
        return Map.ofEntries(
                Map.entry("http.port", Integer.toString(port)),
                Map.entry("harvest.base-url", harvest.baseUrl()),
                Map.entry("harvest.identity-url", harvest.identityUrl()),
                Map.entry(
                        "harvest.account-id",
                        Long.toString(harvest.options().access().accountId())),
                Map.entry("harvest.access-token", harvest.options().access().token()),
                Map.entry("xero.api-url", xero.baseUrl()),
                Map.entry("xero.identity-url", xero.baseUrl()),
                Map.entry("xero.login-url", xero.baseUrl()),
                Map.entry("xero.client-id", "sandbox-client"),
                Map.entry("xero.client-secret", "sandbox-secret"),
                Map.entry("xero.webhook-key", KEY),
                Map.entry("copy.since", "2026-10-01"),
                Map.entry("copy.schedule", "0 0 4 29 2 ?"),
                Map.entry("copy.revenue-account", "200"),
                Map.entry("copy.payments-back", "follow"),
                Map.entry("database.url", MigratedDatabase.create()));
    }

    @AfterEach
    void stop() {
        engine.close();
        harvest.close();
        xero.close();
    }

    private int deliver(String body, String signature) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(receiver))
                                .header("x-xero-signature", signature)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String signature(String body, String key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private int payments() {
        return harvest.get("/invoices/" + invoice + "/payments")
                .path("invoice_payments")
                .size();
    }

    @Test
    void aPaymentIsInHarvestSoonAfterXeroToldOfIt() {
        xero.sendWebhooks(receiver, KEY);

        xero.payInvoice("INV-1", new BigDecimal("400"), "090", LocalDate.of(2026, 11, 6));

        await().atMost(PATIENCE).until(() -> payments() == 1);
        assertThat(xero.webhookAnswers()).isNotEmpty().allMatch(status -> status == 200);
    }

    @Test
    void onlyWhatXeroSignedIsTaken() throws Exception {
        assertThat(deliver(EVENTS, signature(EVENTS, "another key"))).isEqualTo(401);
        assertThat(deliver(EVENTS, "")).isEqualTo(401);
        assertThat(deliver(EVENTS + " ", signature(EVENTS, KEY))).isEqualTo(401);
        String question = "{\"events\":[],\"firstEventSequence\":0,\"lastEventSequence\":0,\"entropy\":\"S0m3\"}";
        assertThat(deliver(question, signature(question, KEY))).isEqualTo(200);
        assertThat(deliver(question, signature(question, "wrong"))).isEqualTo(401);
        assertThat(deliver("no JSON", signature("no JSON", KEY))).isEqualTo(200);
        assertThat(deliver("", signature("", KEY))).isEqualTo(200);
    }

    @Test
    void aThousandDeliveriesAreAFewCycles() throws Exception {
        String signature = signature(EVENTS, KEY);
        xero.clearLog();

        for (int delivery = 0; delivery < 1000; delivery++) {
            assertThat(deliver(EVENTS, signature)).isEqualTo(200);
        }

        await().atMost(PATIENCE).until(() -> xero.calls().containsKey("GET /Payments"));
        assertThat(xero.calls().get("GET /Payments")).isLessThan(60);
    }

    private Finding doctor(Map<String, String> more, boolean running) {
        Map<String, String> all = new HashMap<>(settings(URI.create(receiver).getPort()));
        all.putAll(more);
        return new WebhookCheck(Settings.of(all, home), running).findings().get(0);
    }

    @Test
    void doctorTriesWhetherDeliveriesGetThrough() {
        Finding asked = engine.checks().stream()
                .filter(check -> check.name().equals("xero-webhooks"))
                .flatMap(check -> check.look().get().stream())
                .findFirst()
                .orElseThrow();

        assertThat(asked.level()).as(asked.what()).isEqualTo(Level.OK);
        assertThat(doctor(Map.of("xero.webhook-url", receiver), false).level()).isEqualTo(Level.OK);
        Finding elsewhere = doctor(Map.of("xero.webhook-url", receiver + "/else"), false);
        assertThat(elsewhere.level()).isEqualTo(Level.FAILURE);
        assertThat(elsewhere.what()).contains("404");
        Finding otherKey = doctor(Map.of("xero.webhook-url", receiver, "xero.webhook-key", "another key"), false);
        assertThat(otherKey.level()).isEqualTo(Level.FAILURE);
        assertThat(otherKey.what() + otherKey.remedy()).contains("401").doesNotContain("another key");
        assertThat(doctor(Map.of("xero.webhook-url", "http://127.0.0.1:1/webhooks/xero"), false)
                        .level())
                .isEqualTo(Level.UNREACHABLE);
        assertThat(doctor(Map.of(), false).level()).as("nothing listens").isEqualTo(Level.WARNING);
    }
}
