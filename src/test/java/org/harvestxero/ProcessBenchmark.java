package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The packaged program as a process: how long until it is ready, what memory it rests at, and whether its heap grows with the
 * number of invoices. Prints tables; its figures judge nothing. Needs the distribution:
 * {@code mvn -q -DskipTests package && mvn test -Dtest=ProcessBenchmark -DexcludedTags= -DincludedTags=benchmark}
 */
@Tag("benchmark")
class ProcessBenchmark {
    private static final Path PROGRAM = Path.of("target/harvest-xero").toAbsolutePath();
    private static final LocalDate TODAY = LocalDate.now(Clock.systemUTC());
    private static final Duration REST = Duration.ofSeconds(20);
    private static final Pattern AFTER_FULL = Pattern.compile("Pause Full.*?(\\d+)M->(\\d+)M");
    private static final Pattern AFTER_ANY = Pattern.compile("Pause .*?(\\d+)M->(\\d+)M");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void startsFastAndRestsSmall() throws Exception {
        System.out.printf(Locale.ROOT, "%-28s%14s%16s%n", "start", "ready in s", "resident MB");
        try (SandboxProcess sandboxes = SandboxProcess.start()) {
            sandboxes.plant(50, 10, 100, TODAY.minusDays(20), TODAY);
            Path home = home(sandboxes);
            for (int run = 0; run <= 3; run++) {
                start(
                        run == 0 ? "bin, makes the archive" : "bin, run " + run,
                        home,
                        List.of(PROGRAM.resolve("bin/harvest-xero").toString(), "run"));
            }
        }
    }

    private static List<String> plain() throws IOException {
        try (Stream<Path> jars = Files.list(PROGRAM.resolve("lib"))) {
            String path = jars.map(Path::toString).collect(Collectors.joining(":"));
            return List.of(
                    SandboxProcess.java(),
                    "-Dharvest-xero.program=" + PROGRAM,
                    "-cp",
                    path,
                    "org.harvestxero.Main",
                    "run");
        }
    }

    /** Starts {@code run}, waits until health says ready, lets it rest and looks at what it holds. */
    private void start(String name, Path home, List<String> command) throws Exception {
        int port = port();
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--home", home.toString(), "-D", "http.port=" + port));
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile())
                .start();
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> isReady(port));
            double seconds = (System.nanoTime() - begin) / 1e9;
            process.waitFor(REST.toSeconds(), TimeUnit.SECONDS);
            System.out.printf(Locale.ROOT, "%-28s%14.1f%16d%n", name, seconds, residentMegabytes(process));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private boolean isReady(int port) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static long residentMegabytes(Process process) throws IOException {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        Matcher resident = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(status);
        assertThat(resident.find()).isTrue();
        return Long.parseLong(resident.group(1)) / 1024;
    }

    @Test
    void itsHeapDoesNotGrowWithTheInvoices() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%-12s%12s%22s%22s%12s%n",
                "invoices",
                "seconds",
                "heap after GC, MB",
                "after full GC, MB",
                "documents/s");
        for (int invoices : new int[] {1_000, 100_000}) {
            try (SandboxProcess sandboxes = SandboxProcess.start()) {
                sandboxes.plant(invoices, 500, 0, TODAY.minusDays(27), TODAY);
                once(home(sandboxes), invoices);
            }
        }
        try (SandboxProcess sandboxes = SandboxProcess.start()) {
            int paid = 20_000;
            sandboxes.plant(paid, 500, 60, TODAY.minusDays(27), TODAY);
            Path home = home(sandboxes);
            Files.writeString(
                    home.resolve("application.properties"),
                    "\ncopy.payments=true\ncopy.payment-account=090\n",
                    StandardOpenOption.APPEND);
            once(home, paid);
        }
    }

    private static void once(Path home, int invoices) throws Exception {
        Path log = home.resolve("gc.log");
        List<String> command = new ArrayList<>(plain());
        command.addAll(1, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-Xlog:gc:file=" + log));
        command.remove("run");
        command.addAll(List.of("once", "--json", "--home", home.toString()));
        ProcessBuilder program = new ProcessBuilder(command)
                .redirectError(home.resolve("errors").toFile())
                .redirectOutput(home.resolve("output").toFile());
        long begin = System.nanoTime();
        int exit = program.start().waitFor();
        double seconds = (System.nanoTime() - begin) / 1e9;

        assertThat(exit).as(Files.readString(home.resolve("errors"))).isZero();
        String collections = Files.readString(log);
        System.out.printf(
                Locale.ROOT,
                "%-12d%12.1f%22d%22d%12.0f%n",
                invoices,
                seconds,
                largest(AFTER_ANY, collections),
                largest(AFTER_FULL, collections),
                invoices / seconds);
    }

    /** The most that was left after a collection. */
    private static long largest(Pattern collection, String log) {
        return collection
                .matcher(log)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(2)))
                .max()
                .orElse(0);
    }

    private static Path home(SandboxProcess sandboxes) throws IOException {
        Path home = Files.createTempDirectory("process-benchmark");
        Map<String, String> settings = Map.ofEntries(
                Map.entry("harvest.base-url", sandboxes.harvest()),
                Map.entry("harvest.account-id", "1000001"),
                Map.entry("harvest.access-token", "sandbox-harvest-token"),
                Map.entry("harvest.calls-per-15-seconds", "1000000"),
                Map.entry("xero.api-url", sandboxes.xero()),
                Map.entry("xero.identity-url", sandboxes.xero()),
                Map.entry("xero.client-id", "sandbox-client"),
                Map.entry("xero.client-secret", "sandbox-secret"),
                Map.entry("xero.calls-per-minute", "1000000"),
                Map.entry("xero.day-reserve", "0"),
                Map.entry("copy.since", TODAY.minusDays(60).toString()),
                Map.entry("copy.revenue-account", "200"));
        Files.writeString(
                home.resolve("application.properties"),
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n")));
        Files.copy(PROGRAM.resolve("mappings.yaml"), home.resolve("mappings.yaml"));
        try (Stream<Path> files = Files.walk(PROGRAM.resolve("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve(PROGRAM.relativize(file)));
            }
        }
        return home;
    }

    private static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
