package org.harvestxero.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.harvestxero.PostgresServer;
import org.harvestxero.console.ConsoleUsers;

/**
 * People who click through the console's pages while many documents are known and more are being copied: how long pages take, and how much
 * longer copying takes by it.
 */
final class ConsoleRow {
    private static final int CLIENTS = 500;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration QUIET = Duration.ofSeconds(60);
    /** What is planted is copied when the row says so. */
    private static final String NEVER = "0 0 0 1 1 ?";

    private static final double TARGET_BUSY_MILLIS = 150;
    private static final double TARGET_MILLIS = 100;

    private final int known;
    private final int copied;
    private final int people;

    ConsoleRow(int known, int copied, int people) {
        this.known = known;
        this.copied = copied;
        this.people = people;
    }

    void measure(Program program, Table table) throws Exception {
        for (boolean postgres : new boolean[] {false, true}) {
            measure(program, table, postgres);
        }
    }

    private void measure(Program program, Table table, boolean postgres) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "console.enabled",
                "true",
                "copy.schedule",
                NEVER,
                "copy.sweep-schedule",
                NEVER,
                "bill.schedule",
                NEVER));
        if (postgres) {
            settings.put("database.url", PostgresServer.newDatabase());
            settings.put("database.user", "postgres");
        }
        String row = "console, " + (postgres ? "PostgreSQL" : "H2") + ", " + known + " known: ";
        try (StandInProcess standIns = StandInProcess.free()) {
            standIns.ask("plant " + known + " " + CLIENTS + " 0");
            Path home = program.home(standIns, settings);
            ConsoleUsers.put(home.resolve("data/users"), "Bench");
            copy(program, home, standIns, known);
            limit(home);
            try (Measured running = program.start(home, Map.of(), "run")) {
                StartRow.awaitReady(home, running);
                try (ConsoleVisitors visitors = new ConsoleVisitors(home, people)) {
                    awaitSearch(visitors);
                    visitors.click(QUIET);
                    table(program, table, row + "idle, ", visitors.taken(), TARGET_MILLIS);
                    standIns.ask("send " + copied + " " + CLIENTS);
                    double alone = copy(program, home, standIns, copied);
                    standIns.ask("send " + copied + " " + CLIENTS);
                    visitors.begin();
                    double watched = copy(program, home, standIns, copied);
                    visitors.end();
                    table(program, table, row + copied + " being copied, ", visitors.taken(), TARGET_BUSY_MILLIS);
                    table.add(row + "s to copy " + copied + ", nobody clicking", program.name(), alone);
                    table.add(row + "s to copy " + copied + ", " + people + " clicking", program.name(), watched);
                    table.add(row + "copying slowed, %", program.name(), (watched / alone - 1) * 100);
                    table.floor(row + "copying slowed, %", "5");
                }
            } finally {
                Program.delete(home);
            }
        }
    }

    /** Gives the seconds from the start of the command to its end. @throws IOException when other than so many came to stand in Xero */
    private static double copy(Program program, Path home, StandInProcess standIns, int expected) throws Exception {
        int before = standing(standIns);
        try (Measured copy = program.start(home, Map.of(), "copy", "--json")) {
            double seconds = copy.await(LONGEST).seconds();
            int made = standing(standIns) - before;
            if (made != expected) {
                throw new IOException(made + " invoices came to stand in Xero, not " + expected);
            }
            return seconds;
        }
    }

    /** What is started from now on calls no more often than both sides allow. */
    private static void limit(Path home) throws IOException {
        Path settings = home.resolve("application.properties");
        Map<String, String> limits = Program.realLimits();
        Stream<String> others = Files.readAllLines(settings).stream()
                .filter(line -> limits.keySet().stream().noneMatch(limit -> line.startsWith(limit + "=")));
        Stream<String> real = limits.entrySet().stream().map(limit -> limit.getKey() + "=" + limit.getValue());
        Files.write(settings, Stream.concat(others, real).toList());
    }

    private static int standing(StandInProcess standIns) throws IOException {
        return Integer.parseInt(standIns.ask("count").getOrDefault("invoices", ""));
    }

    /** The search has learnt all documents, as it does once after each start. */
    private static void awaitSearch(ConsoleVisitors visitors) {
        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .atMost(LONGEST)
                .until(() -> !visitors.look("/console/invoices").contains("still learning"));
    }

    private static void table(Program program, Table table, String row, Map<String, List<Double>> taken, double target)
            throws IOException {
        if (taken.isEmpty()) {
            throw new IOException("No page was taken");
        }
        taken.forEach((page, millis) -> {
            table.add(row + page + ", p95 ms", program.name(), percentile(millis, 0.95));
            table.floor(row + page + ", p95 ms", String.format(Locale.ROOT, "%.0f", target));
        });
        List<Double> all = taken.values().stream().flatMap(List::stream).toList();
        table.add(row + "all pages, p95 ms", program.name(), percentile(all, 0.95));
        table.floor(row + "all pages, p95 ms", String.format(Locale.ROOT, "%.0f", target));
        table.add(row + "all pages, how many", program.name(), all.size());
    }

    static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
