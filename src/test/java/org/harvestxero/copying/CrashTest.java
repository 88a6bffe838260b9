package org.harvestxero.copying;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process is killed (SIGKILL) at random moments of its work and then run to the end: every document stands in Xero exactly
 * once. Runs with {@code mvn test -Pcrash}.
 */
@Tag("crash")
class CrashTest {
    private static final LocalDate TODAY = LocalDate.now(Clock.systemUTC());
    private static final int INVOICES = 120;

    @TempDir
    Path home;

    private HarvestSandbox harvest;
    private XeroSandbox xero;

    @Test
    void tenKillsLoseNothingAndDoubleNothing() throws Exception {
        survives(20261122L, 10, 700);
    }

    @Test
    void fiftyKillsLoseNothingAndDoubleNothing() throws Exception {
        survives(1L, 50, 3_000);
    }

    private void survives(long seed, int kills, int mostMillis) throws Exception {
        harvest = HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
        xero = XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withAnswerTime(Duration.ofMillis(60)));
        try {
            harvest.plant(BulkSeed.paidInvoices(INVOICES, 12, TODAY));
            settings();
            Random random = new Random(seed);
            int struck = 0;
            for (int kill = 0; kill < kills; kill++) {
                struck += killed(random.nextInt(mostMillis)) ? 1 : 0;
                if (xero.payments().size() == INVOICES) {
                    harvest.plant(BulkSeed.paidInvoices(INVOICES, 4, TODAY));
                }
            }
            Process last = start();
            assertThat(last.waitFor(10, TimeUnit.MINUTES)).isTrue();

            assertThat(last.exitValue()).as(log()).isZero();
            assertEveryDocumentStandsOnce();
            assertThat(struck).isPositive();
            System.out.println(struck + " of " + kills + " kills struck a working process; Xero holds "
                    + xero.invoices().size() + " invoices and "
                    + xero.payments().size() + " payments, each once");
        } finally {
            harvest.close();
            xero.close();
        }
    }

    /** Kills the process some time after its first call to Harvest; false when it had ended by itself. */
    private boolean killed(int millisAtWork) throws Exception {
        harvest.clearCalls();
        Process process = start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (process.isAlive() && harvest.callCount() == 0 && System.nanoTime() < deadline) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
        boolean ended = process.waitFor(millisAtWork, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.harvestxero.Main",
                        "--home",
                        home.toString(),
                        "once",
                        "--json")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(home.resolve("out.log"));
    }

    private void settings() throws IOException {
        Map<String, String> settings = new TreeMap<>(Map.ofEntries(
                Map.entry("harvest.base-url", harvest.baseUrl()),
                Map.entry("harvest.account-id", "1000001"),
                Map.entry("harvest.access-token", harvest.options().access().token()),
                Map.entry("harvest.calls-per-15-seconds", "1000000"),
                Map.entry("xero.api-url", xero.baseUrl()),
                Map.entry("xero.identity-url", xero.baseUrl()),
                Map.entry("xero.client-id", "sandbox-client"),
                Map.entry("xero.client-secret", "sandbox-secret"),
                Map.entry("xero.calls-per-minute", "1000000"),
                Map.entry("xero.day-reserve", "0"),
                Map.entry("copy.since", TODAY.minusDays(60).toString()),
                Map.entry("copy.revenue-account", "200"),
                Map.entry("copy.payments", "true"),
                Map.entry("copy.payment-account", "090")));
        Files.writeString(
                home.resolve("application.properties"),
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        Files.writeString(home.resolve("mappings.yaml"), "rules: []\n");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private void assertEveryDocumentStandsOnce() {
        Map<String, JsonNode> byNumber = new HashMap<>();
        for (JsonNode invoice : xero.invoices()) {
            assertThat(byNumber.put(invoice.path("Url").asText(), invoice)).isNull();
            assertThat(invoice.path("Status").asText()).isEqualTo("PAID");
            assertThat(invoice.path("AmountDue").decimalValue()).isEqualByComparingTo(BigDecimal.ZERO);
        }
        long inHarvest =
                harvest.get("/invoices?per_page=1").path("total_entries").asLong();
        assertThat(byNumber).hasSize((int) inHarvest);
        List<String> references = xero.payments().stream()
                .map(payment -> payment.path("Reference").asText())
                .toList();
        assertThat(references).hasSize((int) inHarvest).doesNotHaveDuplicates();
        assertThat(xero.contacts())
                .hasSameSizeAs(new java.util.HashSet<>(xero.contacts().stream()
                        .map(contact -> contact.path("ContactNumber").asText())
                        .toList()));
    }
}
