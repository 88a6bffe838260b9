package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.harvestxero.PostgresServer;
import org.harvestxero.SandboxProcess;
import org.harvestxero.api.CycleReport;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.runtime.Engine;
import org.harvestxero.wiring.EngineWiring;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Calls and speed of copying on H2 and PostgreSQL, the stand-ins in a process of their own, without limits. Prints a table; its figures judge nothing.
 * {@code mvn test -Dtest=CopyBenchmark -DexcludedTags= -DincludedTags=benchmark}
 */
@Tag("benchmark")
class CopyBenchmark {
    private static final LocalDate TODAY = LocalDate.now(Clock.systemUTC());
    private static final int BATCH = 50;
    private static final int DOCUMENTS = 20_000;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void copiesWithFewCallsAndFast() throws Exception {
        print(
                "invoices",
                "clients",
                "payments",
                "xero calls",
                "per invoice",
                "harvest calls",
                "seconds",
                "CPU s",
                "docs/s");
        copy(1_000, 100, true, Map.of());
        copy(10_000, 500, true, Map.of());
        double ours = copy(DOCUMENTS, 500, false, Map.of());
        System.out.println("on PostgreSQL:");
        copy(DOCUMENTS, 500, false, Map.of("database.url", PostgresServer.newDatabase(), "database.user", "postgres"));
        double bare = bareLoop(DOCUMENTS);
        System.out.printf(
                Locale.ROOT,
                "bare loop of prepared batches: %.0f documents/s; ours is %.2f of it%n",
                bare,
                ours / bare);
    }

    /** Copies and gives documents per second. */
    private double copy(int invoices, int clients, boolean payments, Map<String, String> database) throws Exception {
        try (SandboxProcess sandboxes = SandboxProcess.start()) {
            sandboxes.plant(invoices, clients, payments ? 100 : 0, TODAY.minusDays(27), TODAY);
            Path folder = Files.createTempDirectory("copy-benchmark");
            Home home = Home.at(folder, Path.of("").toAbsolutePath());
            try (Engine engine = new EngineWiring(Clock.systemUTC())
                    .start(
                            home,
                            Settings.of(settings(sandboxes, payments, database), home),
                            Engine.Mode.ROUTES,
                            (running, arguments, who, out, err, browser) -> 2)) {
                double busyBefore = cpuSeconds();
                long start = System.nanoTime();
                CycleReport report = engine.copyService().once("benchmark");
                double seconds = (System.nanoTime() - start) / 1e9;
                double busy = cpuSeconds() - busyBefore;
                int documents = payments ? 2 * invoices : invoices;

                assertThat(report.failed()).isEmpty();
                assertThat(report.copied()).hasSize(documents);
                print(
                        invoices,
                        clients,
                        payments ? invoices : 0,
                        report.calls().xero(),
                        String.format(Locale.ROOT, "%.4f", report.calls().xero() / (double) invoices),
                        report.calls().harvest(),
                        String.format(Locale.ROOT, "%.1f", seconds),
                        String.format(Locale.ROOT, "%.1f", busy),
                        String.format(Locale.ROOT, "%.0f", documents / seconds));
                if (payments) {
                    printNextCycles(engine);
                }
                return documents / seconds;
            }
        }
    }

    /** Xero's list of changes overlaps by a minute, so an idle cycle is one that begins after that. */
    private static void printNextCycles(Engine engine) {
        Awaitility.await()
                .pollDelay(Duration.ofSeconds(61))
                .atMost(Duration.ofMinutes(2))
                .until(() -> true);
        CycleReport next = engine.copyService().once("benchmark");
        CycleReport idle = engine.copyService().once("benchmark");
        System.out.println("  next cycle: " + next.calls() + ", idle cycle: " + idle.calls());
    }

    /** What this process used of both cores so far. */
    private static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(busy -> busy.toNanos() / 1e9)
                .orElse(0.0);
    }

    private static Map<String, String> settings(
            SandboxProcess sandboxes, boolean payments, Map<String, String> database) {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("harvest.base-url", sandboxes.harvest());
        settings.put("harvest.account-id", "1000001");
        settings.put("harvest.access-token", "sandbox-harvest-token");
        settings.put("harvest.calls-per-15-seconds", "1000000");
        settings.put("xero.api-url", sandboxes.xero());
        settings.put("xero.identity-url", sandboxes.xero());
        settings.put("xero.client-id", "sandbox-client");
        settings.put("xero.client-secret", "sandbox-secret");
        settings.put("xero.calls-per-minute", "1000000");
        settings.put("xero.day-reserve", "0");
        settings.put("copy.since", TODAY.minusDays(60).toString());
        settings.put("copy.revenue-account", "200");
        settings.put("copy.payments", Boolean.toString(payments));
        settings.put("copy.payment-account", "090");
        return settings;
    }

    /** One thread that posts batches made beforehand, as fast as the same stand-in takes them. */
    private double bareLoop(int invoices) throws Exception {
        try (SandboxProcess sandboxes = SandboxProcess.start()) {
            String token = token(sandboxes);
            String contact = post(sandboxes, token, "/Contacts", "{\"Contacts\":[{\"Name\":\"Bare\"}]}")
                    .replaceAll("(?s).*?\"ContactID\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            List<String> batches = new ArrayList<>();
            for (int first = 0; first < invoices; first += BATCH) {
                batches.add(batch(first, contact));
            }
            post(sandboxes, token, "/Invoices?summarizeErrors=false&unitdp=4", batch(1_000_000, contact));
            long start = System.nanoTime();
            for (String batch : batches) {
                post(sandboxes, token, "/Invoices?summarizeErrors=false&unitdp=4", batch);
            }
            return invoices / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static String batch(int first, String contact) {
        List<String> elements = new ArrayList<>();
        for (int i = first; i < first + BATCH; i++) {
            elements.add(
                    "{\"Type\":\"ACCREC\",\"Contact\":{\"ContactID\":\"" + contact + "\"},\"InvoiceNumber\":\"B-" + i
                            + "\",\"Date\":\"" + TODAY + "\",\"DueDate\":\"" + TODAY
                            + "\",\"LineAmountTypes\":\"Exclusive\",\"Status\":\"AUTHORISED\",\"Url\":\"https://example.com/invoices/"
                            + i + "\",\"LineItems\":[{\"Description\":\"Work\",\"Quantity\":7.5,\"UnitAmount\":95,"
                            + "\"AccountCode\":\"200\",\"TaxType\":\"NONE\"}]}");
        }
        return "{\"Invoices\":[" + String.join(",", elements) + "]}";
    }

    private String token(SandboxProcess sandboxes) throws Exception {
        String basic = java.util.Base64.getEncoder()
                .encodeToString("sandbox-client:sandbox-secret".getBytes(StandardCharsets.UTF_8));
        return http.send(
                        HttpRequest.newBuilder(URI.create(sandboxes.xero() + "/connect/token"))
                                .header("Authorization", "Basic " + basic)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body()
                .replaceAll("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private String post(SandboxProcess sandboxes, String token, String path, String body) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(sandboxes.xero() + "/api.xro/2.0" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void print(Object... cells) {
        StringBuilder line = new StringBuilder();
        for (Object cell : cells) {
            line.append(String.format(Locale.ROOT, "%14s", cell));
        }
        System.out.println(line);
    }
}
