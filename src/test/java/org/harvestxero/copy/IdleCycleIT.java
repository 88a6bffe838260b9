package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cycle in which nothing changed reads a few rows, however many documents are known. */
class IdleCycleIT {
    private static final int INVOICES = 1_000;

    /** Of any statement on H2, whose plan says how many rows it looked at. */
    private static final long MOST_ROWS_OF_A_STATEMENT = 20;

    /** Of any table on PostgreSQL, by a whole cycle. */
    private static final long MOST_ROWS_OF_A_TABLE = 600;

    private static final Pattern LOGGED =
            Pattern.compile("(?m)^/\\*SQL[^*]*\\*/((?i:select|update|insert|delete).*);$");
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    @TempDir
    Path folder;

    @Test
    void noStatementLooksThroughATableOnH2() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("ledger");
        TestClock clock = TestClock.at("2026-10-29T08:00:00Z");
        try (CopyScenario scenario = copied(clock, Map.of("database.url", url));
                Connection look = DriverManager.getConnection(url, "sa", "");
                Statement statement = look.createStatement()) {
            statement.execute("set trace_level_file 2");
            scenario.scheduled();
            statement.execute("set trace_level_file 0");

            List<String> asked = logged();
            look.setAutoCommit(false);
            List<String> scans = new ArrayList<>();
            for (String sql : asked) {
                long rows = scanned(statement, sql);
                if (rows > MOST_ROWS_OF_A_STATEMENT) {
                    scans.add(rows + " rows: " + sql);
                }
            }
            look.rollback();

            assertThat(asked).hasSizeGreaterThan(50);
            assertThat(scans).isEmpty();
        }
    }

    @Test
    void noTableIsLookedThroughOnPostgres() throws Exception {
        String url = PostgresServer.newDatabase();
        TestClock clock = TestClock.at("2026-10-29T08:00:00Z");
        try (CopyScenario scenario = copied(clock, Map.of("database.url", url, "database.user", "postgres"));
                Connection look = DriverManager.getConnection(url, "postgres", "");
                Statement statement = look.createStatement()) {
            statement.execute("""
                    insert into batch (id, connection, kind, method, path, query, idempotency_key, body, elements, state, created_at)
                    select 'old-' || n, 'main', 'invoice', 'PUT', '/Invoices', '', 'old-' || n, '', 50, 'closed', current_timestamp
                    from generate_series(1, 2000) n""");
            statement.execute("analyze");
            scenario.restart();
            Map<String, Long> one = readUntilRestart(scenario, statement, 1);
            Map<String, Long> three = readUntilRestart(scenario, statement, 3);

            assertThat(three.get("connection")).as("cycles are counted").isGreaterThan(one.get("connection"));
            assertThat(three)
                    .allSatisfy((table, rows) ->
                            assertThat(rows - one.get(table)).isLessThanOrEqualTo(2 * MOST_ROWS_OF_A_TABLE));
        }
    }

    /**
     * Rows read of each table by a process with so many cycles, the first of which looks at more. PostgreSQL counts for sure what
     * was read by a connection that has ended.
     */
    private static Map<String, Long> readUntilRestart(CopyScenario scenario, Statement statement, int cycles)
            throws SQLException {
        statement.execute("select pg_stat_reset()");
        for (int cycle = 0; cycle < cycles; cycle++) {
            scenario.scheduled();
        }
        Timestamp restarted = now(statement);
        scenario.restart();
        await().atMost(Duration.ofSeconds(30)).until(() -> haveEnded(statement, restarted));
        Map<String, Long> read = new TreeMap<>();
        try (ResultSet tables = statement.executeQuery(
                "select relname, seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables")) {
            while (tables.next()) {
                read.put(tables.getString(1), tables.getLong(2));
            }
        }
        return read;
    }

    private static Timestamp now(Statement statement) throws SQLException {
        try (ResultSet now = statement.executeQuery("select clock_timestamp()")) {
            assertThat(now.next()).isTrue();
            return now.getTimestamp(1);
        }
    }

    /** Whether every other connection of the database that was there before has ended, a moment after it was closed. */
    private static boolean haveEnded(Statement statement, Timestamp before) throws SQLException {
        try (ResultSet others = statement.executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                        + " and backend_type = 'client backend' and backend_start < '" + before + "'")) {
            return others.next() && others.getLong(1) == 0;
        }
    }

    /** The cycles after a copy see its own documents once more; then nothing is left. */
    private static CopyScenario copied(TestClock clock, Map<String, String> database) {
        CopyScenario scenario = CopyScenario.start(clock, database);
        scenario.harvest().plant(BulkSeed.paidInvoices(INVOICES, 50, LocalDate.of(2026, 10, 29)));
        assertThat(scenario.once().failed()).isEmpty();
        for (int cycle = 0; cycle < 2; cycle++) {
            clock.jump(Duration.ofMinutes(5));
            scenario.scheduled();
        }
        clock.jump(Duration.ofMinutes(5));
        return scenario;
    }

    /** Each statement of the cycle with its values, as H2 lets it be run again. */
    private List<String> logged() throws IOException {
        return LOGGED.matcher(Files.readString(folder.resolve("ledger.trace.db")))
                .results()
                .map(found -> found.group(1).translateEscapes())
                .toList();
    }

    private static long scanned(Statement statement, String sql) throws SQLException {
        try (ResultSet plan = statement.executeQuery("explain analyze " + sql)) {
            assertThat(plan.next()).isTrue();
            return SCANNED.matcher(plan.getString(1))
                    .results()
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .sum();
        }
    }
}
