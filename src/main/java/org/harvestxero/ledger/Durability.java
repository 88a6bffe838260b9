package org.harvestxero.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes what is committed outlive the process and the machine. H2's file is saved up to half a second after a commit; that may be lost where it can be found out again, but not before another system is asked to act on it. PostgreSQL has
 * written a commit when it returns.
 *
 * @see <a href="https://h2database.com/html/advanced.html#durability_problems">H2: durability</a>
 */
public final class Durability {
    private static final String WRITE_NOW = "checkpoint sync";

    private Durability() {}

    /** Returns when everything committed so far is on disk; some milliseconds on H2. */
    public static void settle(DataSource database) {
        new JdbcTemplate(database).execute((Connection connection) -> {
            settle(connection);
            return null;
        });
    }

    static void settle(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(WRITE_NOW);
            }
        }
    }
}
