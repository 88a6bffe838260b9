package org.harvestxero.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.harvestxero.PostgresServer;

/**
 * What an invoice more costs, from a copy of few to one of many: the program's own processor time; on H2 statements and bytes written as
 * well. No limits.
 */
final class WorkRow {
    private static final int CLIENTS = 500;
    private static final int FEW_TRACED = 1_000;
    private static final int MANY_TRACED = 3_000;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final int few;
    private final int many;

    WorkRow(int few, int many) {
        this.few = few;
        this.many = many;
    }

    void measure(Program program, Table table) throws Exception {
        Used one = copyOnH2(program, few, "");
        Used other = copyOnH2(program, many, "");
        double more = many - few;
        String range = " per invoice, from " + few + " to " + many;
        table.add("ms of processor time" + range, program.name(), (other.cpu - one.cpu) * 1e3 / more);
        table.add("kB written" + range, program.name(), (other.written - one.written) * 1e3 / more);
        table.add("documents a second, " + many, program.name(), many / other.seconds);
        double traced = copyOnH2(program, MANY_TRACED, traced()).statements
                - copyOnH2(program, FEW_TRACED, traced()).statements;
        table.add("SQL statements per invoice", program.name(), traced / (MANY_TRACED - FEW_TRACED));
        double onPostgres = copyOnPostgres(program, many).cpu - copyOnPostgres(program, few).cpu;
        table.add("ms of processor time, PostgreSQL's aside," + range, program.name(), onPostgres * 1e3 / more);
    }

    private record Used(double cpu, double written, double seconds, long statements) {}

    /** H2 itself writes down every statement it carries out, whichever build gives it. */
    private static String traced() {
        return ";TRACE_LEVEL_FILE=2;TRACE_MAX_FILE_SIZE=4000";
    }

    private static Used copyOnH2(Program program, int invoices, String options) throws Exception {
        Path database = Files.createTempDirectory("benchmark-database");
        try {
            Map<String, String> settings =
                    Map.of("database.url", "jdbc:h2:file:" + database.resolve("ledger") + options);
            return copy(program, invoices, settings, database);
        } finally {
            Program.delete(database);
        }
    }

    private static Used copyOnPostgres(Program program, int invoices) throws Exception {
        Path none = Files.createTempDirectory("benchmark-database");
        try {
            Map<String, String> settings =
                    Map.of("database.url", PostgresServer.newDatabase(), "database.user", "postgres");
            return copy(program, invoices, settings, none);
        } finally {
            Program.delete(none);
        }
    }

    private static Used copy(Program program, int invoices, Map<String, String> settings, Path database)
            throws Exception {
        try (StandInProcess standIns = StandInProcess.free()) {
            standIns.ask("plant " + invoices + " " + CLIENTS + " 0");
            Path home = program.home(standIns, settings);
            try (Measured copy = program.start(home, Map.of(), "copy", "--json").await(LONGEST)) {
                return new Used(copy.cpuSeconds(), copy.writtenMegabytes(), copy.seconds(), statements(database));
            } finally {
                Program.delete(home);
            }
        }
    }

    private static long statements(Path database) throws IOException {
        Path trace = database.resolve("ledger.trace.db");
        if (!Files.exists(trace)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(trace)) {
            return lines.filter(line -> line.startsWith("/*SQL")).count();
        }
    }
}
