package org.harvestxero.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.junit.jupiter.api.Test;

/** What assistants' tools and the pages about them read follows indexes on both databases: nothing goes through a whole table. */
class AssistantPlanIT {
    private static final List<String> OWN =
            List.of("from work_entry w", "from assistant_call", "from assistant_proposal");
    private static final List<String> OF_PAGES = List.of(
            "join draft_source s",
            "join entry_state s on s.client_id",
            "l.source_id = asked.id and l.kind = 'contact'");

    private static List<String> statements(List<String> parts) throws ReflectiveOperationException {
        return SqlStatements.all().stream()
                .filter(sql -> sql.startsWith("select ")
                        && !isBegun(sql)
                        && parts.stream().anyMatch(sql::contains))
                .filter(sql -> parts == OWN || sql.contains("from unnest(?) asked(id)"))
                .toList();
    }

    /** A piece that others go on from. */
    private static boolean isBegun(String sql) {
        return sql.startsWith("select id, assistant") && sql.endsWith("where connection = ?")
                || sql.contains("from work_entry w") && !sql.contains("limit ?");
    }

    private static void fill(Connection connection, String series) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into work_entry (connection, place, spent_on, client_id, client, project_id, project, task, person_id, person,
                    hours, currency) select 'default', 2 * x, date '2020-01-01' + cast(x / 50 as int), mod(x, 500), 'Client', mod(x, 900),
                    'Project', 'Task', mod(x, 60), 'Person', 1, 'USD' from\s""" + series);
            statement.execute("""
                    insert into assistant_call (connection, at, assistant, tool, arguments, outcome, words, answer_rows, side_calls, took)
                    select 'default', current_timestamp, 'Helper', 'status', '{}', 'answered', '', 1, 0, 1 from\s""" + series);
            statement.execute("""
                    insert into assistant_proposal (connection, assistant, kind, subject, needs, arguments, title, effect, reason, sign, state,
                    made_at, expires_at) select 'default', 'Helper', 'hold_draft', 'D1', 'DECIDE', 'x', 'x', 'x', '', '', 'done',
                    current_timestamp, current_timestamp from\s""".replace("'x'", bytes(connection)) + series);
            statement.execute("analyze");
        }
    }

    private static String bytes(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().startsWith("H2") ? "stringtoutf8('x')" : "'x'";
    }

    @Test
    void h2FollowsIndexes() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (Store store = Store.open(url, "sa", "", new TestClock());
                Connection connection = store.dataSource().getConnection()) {
            fill(connection, "system_range(1, 3000) r(x)");
            assertThat(statements(OWN)).hasSizeGreaterThan(9);
            for (String sql : statements(OWN)) {
                String plan = plan(connection, sql);
                assertThat(plan).as(sql).doesNotContain("tableScan");
                if (sql.contains("from work_entry w") && sql.contains("limit ?")) {
                    assertThat(plan).as(sql).contains("/* index sorted */");
                }
            }
            assertThat(statements(OF_PAGES)).hasSize(3);
            for (String sql : statements(OF_PAGES)) {
                assertThat(plan(connection, sql)).as(sql).doesNotContain("tableScan");
            }
        }
    }

    @Test
    void postgresFollowsIndexes() throws Exception {
        try (Store store = Store.open(PostgresServer.newDatabase(), "postgres", "", new TestClock());
                Connection connection = store.dataSource().getConnection()) {
            fill(connection, "generate_series(1, 20000) r(x)");
            List<String> scans = new ArrayList<>();
            for (String sql : statements(OWN)) {
                String plan = plan(connection, sql);
                if (plan.contains("Seq Scan on work_entry") || plan.contains("Seq Scan on assistant_")) {
                    scans.add(sql + "\n" + plan);
                }
            }
            assertThat(scans).isEmpty();
        }
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                value(explain, i);
            }
            try (ResultSet rows = explain.executeQuery()) {
                StringBuilder plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            }
        }
    }

    /** A likely one, by its type. */
    private static void value(PreparedStatement explain, int parameter) throws SQLException {
        String type = explain.getParameterMetaData().getParameterTypeName(parameter);
        switch (type.toLowerCase(Locale.ROOT)) {
            case "date" -> explain.setObject(parameter, LocalDate.parse("2020-06-01"));
            case "int8", "bigint", "int4", "integer" -> explain.setLong(parameter, 50);
            case "timestamptz", "timestamp with time zone" ->
                explain.setObject(parameter, OffsetDateTime.parse("2026-01-01T00:00:00Z"));
            case "varchar", "text", "character varying" ->
                explain.setString(parameter, parameter == 1 ? "default" : "x");
            default -> explain.setObject(parameter, null);
        }
    }
}
