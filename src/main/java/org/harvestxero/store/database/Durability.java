package org.harvestxero.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes what is committed outlive the process and the machine. Neither database writes a commit to the disk at once: H2 saves its
 * file up to half a second later (what copying writes up to five: {@link UnsavedWrites}), PostgreSQL (told so for our sessions) within a second. What a crash of the machine takes in that
 * time can be found out again, but not before another system is asked to act on it.
 *
 * @see <a href="https://h2database.com/html/advanced.html#durability_problems">H2: durability</a>
 * @see <a href="https://www.postgresql.org/docs/current/wal-async-commit.html">PostgreSQL: asynchronous commit</a>
 */
public final class Durability {
    private static final String H2_WRITES_NOW = "checkpoint sync";

    /** A commit that waits for the disk waits for all before it; one that wrote nothing would not wait. */
    private static final String POSTGRES_WRITES_NOW = """
            begin; set local synchronous_commit = on; select pg_logical_emit_message(true, 'harvest-xero', ''); commit""";

    private Durability() {}

    /** Returns when everything committed so far is on disk; some milliseconds. Not to be called in a transaction. */
    public static void settle(DataSource database) {
        new JdbcTemplate(database).execute((Connection connection) -> {
            if (database instanceof OpenedDataSource opened) {
                opened.unsaved().saving();
            }
            settle(connection);
            return null;
        });
    }

    private static void settle(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("What a transaction has not committed yet can't be brought to the disk");
        }
        boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
        try (Statement statement = connection.createStatement()) {
            statement.execute(h2 ? H2_WRITES_NOW : POSTGRES_WRITES_NOW);
        }
    }
}
