package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What copying costs, counted and never timed: a bound is what it takes today and a little more, to be lowered with every improvement.
 * How long it takes stands in docs/benchmarks.md.
 */
class CopyCostIT {
    private static final int INVOICES = 1_000;
    private static final int CLIENTS = 50;

    /** Lists and settings; each invoice with a payment is one more. */
    private static final long MOST_CALLS_TO_HARVEST = INVOICES + 5;

    private static final long MOST_CALLS_TO_XERO = 48;
    private static final double MOST_STATEMENTS_PER_INVOICE = 12;
    private static final double MOST_KILOBYTES_WRITTEN_PER_INVOICE = 11;

    @TempDir
    Path folder;

    @Test
    void copiesPaidInvoicesWithFewCallsStatementsAndBytes() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("ledger");
        TestClock clock = TestClock.at("2026-10-29T08:00:00Z");
        try (CopyScenario scenario = CopyScenario.start(clock, Map.of("database.url", url));
                Connection look = DriverManager.getConnection(url, "sa", "");
                Statement statement = look.createStatement()) {
            scenario.harvest().plant(BulkSeed.paidInvoices(INVOICES, CLIENTS, LocalDate.of(2026, 10, 29)));
            statement.execute("set query_statistics_max_entries 100000");
            statement.execute("set query_statistics true");
            long writtenBefore = number(statement, WRITTEN);

            assertThat(scenario.once().copied()).hasSize(2 * INVOICES);

            double statements = number(statement, EXECUTED);
            double kilobytes = (number(statement, WRITTEN) - writtenBefore) / 1e3;
            assertThat(scenario.harvest().callCount()).isLessThanOrEqualTo(MOST_CALLS_TO_HARVEST);
            assertThat(scenario.xero().calls().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isLessThanOrEqualTo(MOST_CALLS_TO_XERO);
            assertThat(statements / INVOICES).isLessThanOrEqualTo(MOST_STATEMENTS_PER_INVOICE);
            assertThat(kilobytes / INVOICES).isPositive().isLessThanOrEqualTo(MOST_KILOBYTES_WRITTEN_PER_INVOICE);
        }
    }

    private static final String EXECUTED = "select sum(execution_count) from information_schema.query_statistics";
    private static final String WRITTEN =
            "select cast(setting_value as bigint) from information_schema.settings where setting_name = 'info.FILE_WRITE_BYTES'";

    private static long number(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            assertThat(row.next()).as(question).isTrue();
            return row.getLong(1);
        }
    }
}
