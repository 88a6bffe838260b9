package org.harvestxero.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.harvestxero.console.ConsoleUsers;

/** How long until the program is ready, what it holds at rest, and what a command costs that starts from cron. */
final class StartRow {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration ARCHIVE = Duration.ofSeconds(90);
    private static final Duration REST = Duration.ofSeconds(20);
    private static final int TIMES = 5;
    private static final int INVOICES = 50;
    private static final int PEOPLE = 20;
    private static final Map<String, String> WITH_ARCHIVE = Map.of("HARVEST_XERO_ARCHIVE", "on");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    void measure(Program program, Table table) throws Exception {
        try (StandInProcess standIns = StandInProcess.free()) {
            standIns.ask("plant " + INVOICES + " 10 0");
            run(program, table, standIns);
            signedIn(program, table, standIns);
            once(program, table, standIns);
        }
    }

    private void run(Program program, Table table, StandInProcess standIns) throws Exception {
        Path home = program.home(standIns, Map.of());
        try (Measured first = program.start(home, WITH_ARCHIVE, "run")) {
            awaitReady(home, first);
            awaitArchive(program, home, table);
        }
        for (int i = 0; i < TIMES; i++) {
            try (Measured run = program.start(home, WITH_ARCHIVE, "run")) {
                awaitReady(home, run);
                table.add("s until run is ready", program.name(), run.look().seconds());
                table.add("s of processor time until run is ready", program.name(), run.cpuSeconds());
                Awaitility.await().pollDelay(REST).atMost(REST.plusSeconds(30)).until(() -> true);
                table.add("MB resident at rest", program.name(), run.residentMegabytes());
            }
        }
        Program.delete(home);
    }

    /** Each sign-in makes a hash that takes much memory on purpose. */
    private static void signedIn(Program program, Table table, StandInProcess standIns) throws Exception {
        Path home = program.home(standIns, Map.of("console.enabled", "true"));
        ConsoleUsers.put(home.resolve("data/users"), "Bench");
        try (Measured run = program.start(home, WITH_ARCHIVE, "run")) {
            awaitReady(home, run);
            try (ConsoleVisitors visitors = new ConsoleVisitors(home, PEOPLE)) {
                visitors.click(REST);
                Awaitility.await().pollDelay(REST).atMost(REST.plusSeconds(30)).until(() -> true);
                table.add(
                        "MB resident at rest, " + PEOPLE + " people signed in to the console",
                        program.name(),
                        run.residentMegabytes());
            }
        } finally {
            Program.delete(home);
        }
    }

    /** As from cron: no process runs, and each command finds what the ones before it left. */
    private void once(Program program, Table table, StandInProcess standIns) throws Exception {
        Path home = program.home(standIns, Map.of());
        for (int i = 0; i <= TIMES; i++) {
            try (Measured once =
                    program.start(home, WITH_ARCHIVE, "once", "--json").await(LONGEST)) {
                String which = i == 0 ? "the first once" : "a later once";
                table.add("s of " + which, program.name(), once.seconds());
                table.add("s of processor time of " + which, program.name(), once.cpuSeconds());
            }
        }
        Program.delete(home);
    }

    /** Without an archive the starts are measured all the same: as slow as they are. */
    private static void awaitArchive(Program program, Path home, Table table) {
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(200))
                    .atMost(ARCHIVE)
                    .until(() -> hasArchive(home));
        } catch (ConditionTimeoutException e) {
            table.note(program.name() + " made no archive of classes within " + ARCHIVE.toSeconds() + " s");
        }
    }

    private static boolean hasArchive(Path home) throws IOException {
        Path folder = home.resolve("data/start");
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".jsa"));
        }
    }

    static void awaitReady(Path home, Measured running) {
        Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(LONGEST).until(() -> {
            if (!running.isAlive()) {
                throw new IOException("It ended: " + Files.readString(home.resolve("output")));
            }
            return isReady(home);
        });
    }

    private static boolean isReady(Path home) throws IOException, InterruptedException {
        String port = Files.readAllLines(home.resolve("application.properties")).stream()
                .filter(line -> line.startsWith("http.port="))
                .findFirst()
                .orElseThrow()
                .substring("http.port=".length());
        try {
            HttpRequest ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
