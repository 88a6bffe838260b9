package org.harvestxero.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.harvestxero.PostgresServer;

/** A cycle in which nothing changed, with many known invoices and with none, in a process that runs. */
final class IdleRow {
    private static final int CLIENTS = 500;
    private static final int CYCLES = 10;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Xero's list of changes begins a minute before the last one and shows what was just copied. */
    private static final Duration OWN_WRITES_PASS = Duration.ofSeconds(65);

    private final int invoices;

    IdleRow(int invoices) {
        this.invoices = invoices;
    }

    void measure(Program program, Table table) throws Exception {
        for (boolean postgres : new boolean[] {false, true}) {
            String row = "ms of processor time of an idle cycle, " + (postgres ? "PostgreSQL" : "H2") + ", ";
            double empty = cycle(program, postgres, 0);
            double full = cycle(program, postgres, invoices);
            table.add(row + "0 invoices", program.name(), empty * 1e3);
            table.add(row + invoices + " invoices", program.name(), full * 1e3);
            table.add(row + "the one by the other", program.name(), full / empty);
            table.floor(row + "the one by the other", "1");
        }
    }

    private double cycle(Program program, boolean postgres, int known) throws Exception {
        Map<String, String> settings = new HashMap<>();
        if (postgres) {
            settings.put("database.url", PostgresServer.newDatabase());
            settings.put("database.user", "postgres");
        }
        try (StandInProcess standIns = StandInProcess.free()) {
            Path home = program.home(standIns, settings);
            if (known > 0) {
                standIns.ask("plant " + known + " " + CLIENTS + " 0");
                try (Measured first = program.start(home, Map.of(), "copy", "--json")) {
                    first.await(LONGEST);
                }
                Awaitility.await()
                        .pollDelay(OWN_WRITES_PASS)
                        .atMost(OWN_WRITES_PASS.plusSeconds(30))
                        .until(() -> true);
            }
            try (Measured running = program.start(home, Map.of(), "run")) {
                awaitReady(program, home, running);
                cycles(program, home, 3);
                double before = running.look().cpuSeconds() + serverSeconds(postgres);
                cycles(program, home, CYCLES);
                return (running.look().cpuSeconds() + serverSeconds(postgres) - before) / CYCLES;
            } finally {
                Program.delete(home);
            }
        }
    }

    private static void cycles(Program program, Path home, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            try (Measured command = program.start(home, Map.of(), "copy", "--json")) {
                command.await(LONGEST);
            }
        }
    }

    private static void awaitReady(Program program, Path home, Measured running) {
        StartRow.awaitReady(home, running);
    }

    /** What PostgreSQL's own processes used, those that ended aside. */
    private static double serverSeconds(boolean postgres) throws Exception {
        if (!postgres) {
            return 0;
        }
        try (Connection connection = PostgresServer.administrator().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::bigint")) {
            row.next();
            return ProcessHandle.of(row.getLong(1)).stream()
                    .flatMap(ProcessHandle::descendants)
                    .map(each -> each.info().totalCpuDuration())
                    .flatMap(Optional::stream)
                    .mapToDouble(busy -> busy.toNanos() / 1e9)
                    .sum();
        }
    }
}
