package org.harvestxero;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.runtime.Engine;
import org.harvestxero.wiring.EngineWiring;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a scraper gets of the whole program, reachable beyond loopback, and whether what is shipped for monitoring asks for that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScrapedMetricsIT {
    private static final Path MONITORING = Path.of("monitoring");
    private static final Pattern NAME = Pattern.compile("\\b(?:harvestxero|jvm|process|system)_[a-z_]+\\b");

    private static final Map<String, String> WIDE =
            Map.of("http.host", "0.0.0.0", "http.metrics", "open", "http.token-file", "metrics.token");

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<CamelContext> camel = new AtomicReference<>();
    private Path folder;
    private Path tokenFile;
    private int port;
    private Engine engine;
    private String untouched;
    private String scrape;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        tokenFile = folder.resolve("metrics.token");
        port = free();
        engine = start(port, WIDE);
        untouched = scrape();
        JdbcTemplate jdbc =
                new JdbcTemplate(camel.get().getRegistry().lookupByNameAndType("dataSource", DataSource.class));
        jdbc.update("update connection set last_success_at = timestamp with time zone '2026-11-06 09:00:00+00'");
        jdbc.update("insert into tally (connection, name, amount) values ('main', 'xero-calls', 7)");
        jdbc.update(
                "insert into cause (connection, code, subject, sentence, remedy, heals, first_seen_at)"
                        + " values ('main', 'ACCOUNT_ARCHIVED', '200', 'It is archived.', 'Restore it.', 'BY_SETTINGS', now())");
        jdbc.update("insert into outbox (connection, kind, source_id, revision, action, state, group_id, order_key,"
                + " next_attempt_at, cause_id, first_failed_at, created_at) select 'main', 'invoice', 1, 'r', 'create', 'failed', 1,"
                + " '1', now(), id, timestamp with time zone '2026-11-06 08:00:00.250+00', now() from cause");
        jdbc.update(
                "insert into reconciliation (connection, made_on, began_at, ended_at, actor, differences, unexplained, left_out,"
                        + " harvest_calls, xero_calls) values ('main', date '2026-11-06', now(), now(), 'process', 3, 1, 0, 5, 6)");
        engine.close();
        engine = start(port, WIDE);
        scrape = scrape();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Engine start(int on, Map<String, String> more) {
        Map<String, String> given = new HashMap<>(more);
        given.put("database.url", "jdbc:h2:file:" + folder.resolve("data/on-" + on));
        given.put("http.port", Integer.toString(on));
        given.put("harvest.account-id", "1");
        given.put("harvest.access-token", "pat-secret");
        given.put("xero.client-id", "abc");
        given.put("xero.client-secret", "xero-secret");
        given.put("copy.since", "2026-11-01");
        Home home = Home.at(folder, Path.of(""));
        return new EngineWiring(Clock.systemUTC(), System::nanoTime, context -> {
                    if (on == port) {
                        camel.set(context);
                    }
                })
                .start(
                        home,
                        Settings.of(given, home),
                        Engine.Mode.STANDBY,
                        (running, arguments, who, out, err, browser) -> 0);
    }

    @AfterAll
    void stop() {
        engine.close();
    }

    private String token() throws IOException {
        return Files.readString(tokenFile).strip();
    }

    private String scrape() throws Exception {
        HttpResponse<String> answer = get("/metrics", token());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aHostBeyondLoopbackAsksForTheTokenThoughMetricsAreOpenAndTheTokenCommandsNothing() throws Exception {
        assertThat(get("/metrics", "").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "wrong").statusCode()).isEqualTo(401);
        assertThat(get("/health/live", "").statusCode()).isEqualTo(200);
        assertThat(get("/control/command", token()).statusCode()).isEqualTo(401);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile)))
                .isEqualTo("rw-------");
        assertThat(token()).matches("[0-9a-f]{64}");
    }

    @Test
    void theControlTokenOpensMetricsAndControlFromThisMachine() throws Exception {
        String control =
                Files.readString(folder.resolve("data/run.json")).replaceAll(".*\"token\":\"([0-9a-f]+)\".*", "$1");

        assertThat(get("/metrics", control).statusCode()).isEqualTo(200);
        assertThat(get("/control/command", control).statusCode()).isEqualTo(405);
    }

    @Test
    void aTokenOthersCanReadOrGuessIsRefused(@TempDir Path other) throws IOException {
        Path loose = Files.writeString(other.resolve("loose"), "0123456789abcdef0123456789abcdef\n");
        Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rw-r--r--"));
        Path weak = Files.writeString(other.resolve("weak"), "secret\n");
        Files.setPosixFilePermissions(weak, PosixFilePermissions.fromString("rw-r-----"));

        for (Path file : List.of(loose, weak)) {
            assertThatThrownBy(() -> start(free(), Map.of("http.token-file", file.toString())))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("http.token-file");
        }
    }

    @Test
    void aScrapeIsSlim() {
        assertThat(scrape.lines().filter(line -> !line.startsWith("#"))).hasSizeLessThan(125);
        assertThat(scrape).doesNotContain("routeId");
    }

    @Test
    void noTwoMetersShareAFinalName() throws Exception {
        List<String> families = scrape.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .toList();
        assertThat(families).doesNotHaveDuplicates();

        PrometheusMeterRegistry registry = camel.get().getRegistry().findSingleByType(PrometheusMeterRegistry.class);
        Set<String> unseen = new TreeSet<>();
        List<Meter> meters = registry.getMeters();
        String later = scrape(); // a meter of the collector comes with its first collection
        for (Meter meter : meters) {
            String name = meter.getId().getConventionName(registry.config().namingConvention());
            List<Tag> tags = meter.getId().getConventionTags(registry.config().namingConvention());
            if (later.lines()
                    .noneMatch(line -> line.matches(Pattern.quote(name) + "(_[a-z]+)?[ {].*")
                            && tags.stream()
                                    .allMatch(tag -> line.contains(tag.getKey() + "=\"" + tag.getValue() + "\"")))) {
                unseen.add(meter.getId().toString());
            }
        }
        assertThat(unseen).isEmpty();
    }

    @Test
    void countersBeginAtZeroInEachProcessAndTheLedgersTotalsAreGauges() {
        assertThat(scrape)
                .contains("# TYPE harvestxero_xero_calls_total counter")
                .contains("harvestxero_xero_calls_total{connection=\"main\"} 0.0")
                .contains("harvestxero_documents_copied_total{connection=\"main\"} 0.0")
                .contains("harvestxero_failures_total{connection=\"main\"} 0.0")
                .contains("harvestxero_duplicates_prevented_total{connection=\"main\"} 0.0")
                .contains("harvestxero_call_failures_total{reason=\"no-answer\",side=\"harvest\"} 0.0")
                .contains("# TYPE harvestxero_ledger_xero_calls gauge")
                .contains("harvestxero_ledger_xero_calls{connection=\"main\"} 7.0");
    }

    @Test
    void momentsAreTimestampsAndAbsentWhileThereIsNone() {
        assertThat(untouched).doesNotContain("_timestamp_seconds", "by_cause");
        assertThat(scrape)
                .contains("harvestxero_last_success_timestamp_seconds{connection=\"main\"} 1.7939556E9")
                .contains("harvestxero_oldest_unresolved_timestamp_seconds{connection=\"main\"} 1.79395200025E9")
                .contains("harvestxero_documents_failed_by_cause{cause=\"account-archived\",connection=\"main\"} 1.0")
                .doesNotContain("token_expiry");
    }

    @Test
    void whatTheLastReconciliationFoundIsTold() {
        assertThat(untouched).doesNotContain("harvestxero_reconcil");
        assertThat(scrape)
                .contains("harvestxero_reconciled_timestamp_seconds{connection=\"main\"}")
                .contains("harvestxero_reconciliation_differences{connection=\"main\"} 3.0")
                .contains("harvestxero_reconciliation_unexplained{connection=\"main\"} 1.0")
                .contains("harvestxero_reconciliation_troubled{connection=\"main\"} 0.0");
    }

    @Test
    void limitsLatencyJvmAndPoolAreTold() {
        assertThat(scrape)
                .contains("harvestxero_xero_calls_left_minute{connection=\"main\"} 60.0")
                .contains("harvestxero_harvest_calls_left_window{connection=\"main\"} 100.0")
                .contains("harvestxero_call_seconds{side=\"xero\",quantile=\"0.95\"}")
                .contains("harvestxero_call_seconds_count{side=\"harvest\"} 0")
                .contains("harvestxero_database_connections{state=\"active\"}")
                .contains("jvm_gc_", "jvm_threads_live_threads", "process_files_open_files", "process_cpu_usage");
    }

    @Test
    void rulesAndDashboardNameOnlyWhatAScrapeHolds() throws IOException {
        Set<String> held = new HashSet<>();
        scrape.lines().filter(line -> !line.startsWith("#")).forEach(line -> held.add(line.split("[ {]")[0]));
        Set<String> asked = new TreeSet<>();
        for (String file : List.of("harvest-xero.rules.yml", "harvest-xero.rules.test.yml", "grafana-dashboard.json")) {
            Matcher names = NAME.matcher(Files.readString(MONITORING.resolve(file)));
            while (names.find()) {
                asked.add(names.group());
            }
        }

        assertThat(asked).hasSizeGreaterThan(20).isSubsetOf(held);
    }

    @Test
    void promtoolAcceptsTheRulesTheirTestsAndTheScrape() throws Exception {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "promtool"))),
                "promtool is not on this machine");

        assertThat(promtool("", "check", "rules", "harvest-xero.rules.yml")).contains("SUCCESS");
        assertThat(promtool("", "test", "rules", "harvest-xero.rules.test.yml")).contains("SUCCESS");
        assertThat(promtool(scrape, "check", "metrics").lines().filter(line -> line.startsWith("harvestxero_")))
                .isEmpty();
    }

    private static String promtool(String input, String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .directory(MONITORING.toFile())
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
