package org.harvestxero.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.junit.jupiter.api.Test;

/** Each list that invoices are searched in follows an index on both databases: no page costs more rows than it shows. */
class InvoiceSearchPlanIT {
    private static final String FROM = "from invoice_entry where connection = ?";

    private static List<String> lists() throws ReflectiveOperationException {
        List<String> lists = SqlStatements.all().stream()
                .filter(sql -> sql.startsWith("select ") && sql.contains(FROM) && sql.contains("limit ?"))
                .toList();
        assertThat(lists).hasSize(7);
        return lists;
    }

    private static void fill(Connection connection, String series) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into invoice_entry (connection, source_id, seen, issued_on, number, number_key, number_tail, client_id, client,
                    currency, amount, standing, order_key, words)
                    select 'default', x, '', date '2020-01-01' + cast(x / 50 as int), 'INV-' || x, 'inv-' || x,
                    cast(x as varchar(30)), mod(x, 500), 'Client', 'USD', mod(x, 9000), case when mod(x, 4) = 0 then 'open' else 'paid' end,
                    case when mod(x, 9) = 0 then 'po-' || x else '' end, 'words of ' || x from\s""" + series);
            statement.execute("analyze");
        }
    }

    @Test
    void h2StopsAfterThePage() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (Store store = Store.open(url, "sa", "", new TestClock());
                Connection connection = store.dataSource().getConnection()) {
            fill(connection, "system_range(1, 3000) r(x)");
            for (String sql : lists()) {
                String plan = plan(connection, sql, false);
                assertThat(plan).as(sql).contains("/* index sorted */").doesNotContain("tableScan");
            }
        }
    }

    /** Each second one of them is read while H2 serves nobody else. */
    @Test
    void h2StopsAfterThePageOfWhatIsCompared() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        List<String> pages = SqlStatements.all().stream()
                .filter(sql ->
                        sql.startsWith("select ") && sql.contains("join invoice_entry e") && sql.contains("limit ?"))
                .toList();
        assertThat(pages).hasSize(2);
        try (Store store = Store.open(url, "sa", "", new TestClock());
                Connection connection = store.dataSource().getConnection()) {
            for (String sql : pages) {
                assertThat(plan(connection, sql, false)).as(sql).contains("/* index sorted */");
            }
        }
    }

    @Test
    void postgresStopsAfterThePage() throws Exception {
        try (Store store = Store.open(PostgresServer.newDatabase(), "postgres", "", new TestClock());
                Connection connection = store.dataSource().getConnection()) {
            fill(connection, "generate_series(1, 20000) r(x)");
            List<String> scans = new ArrayList<>();
            for (String sql : lists()) {
                String plan = plan(connection, sql, true);
                boolean few =
                        sql.contains("amount = ?") || sql.contains("client_id = ?") || sql.contains("order_key >= ?");
                if (!plan.contains("Index") || plan.contains("Seq Scan") || (plan.contains("Sort") && !few)) {
                    scans.add(sql + "\n" + plan);
                }
            }
            assertThat(scans).isEmpty();
        }
    }

    private static String plan(Connection connection, String sql, boolean valued) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                if (valued) {
                    value(explain, i);
                } else {
                    explain.setObject(i, null);
                }
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
        switch (explain.getParameterMetaData().getParameterTypeName(parameter)) {
            case "date" ->
                explain.setObject(parameter, LocalDate.parse(first(explain, parameter) ? "2019-01-01" : "2029-12-31"));
            case "int8" -> explain.setLong(parameter, parameter == 2 ? 7 : parameter > 4 ? 50_000 : 5);
            case "numeric" -> explain.setBigDecimal(parameter, BigDecimal.valueOf(77));
            default -> explain.setString(parameter, parameter == 1 ? "default" : parameter == 3 ? "zzzz" : "open");
        }
    }

    /** Days go from the first one that a statement names. */
    private static boolean first(PreparedStatement explain, int parameter) throws SQLException {
        return !explain.getParameterMetaData()
                .getParameterTypeName(parameter - 1)
                .equals("date");
    }
}
