package org.harvestxero;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import org.h2.tools.RunScript;
import org.harvestxero.store.Store;

/**
 * New H2 databases in memory whose tables are up to date: the first of a process is migrated, the others are written from what that one
 * then was, in a tenth of the time.
 */
public final class MigratedDatabase {
    private static final String USER = "sa";

    /** Made once a process. */
    private static final class Script {
        private static final String TEXT = taken();

        private static String taken() {
            String url = bare();
            Store.open(url, USER, "", Clock.systemUTC()).close();
            StringBuilder text = new StringBuilder();
            try (Connection connection = DriverManager.getConnection(Store.address(url), USER, "");
                    Statement statement = connection.createStatement()) {
                try (ResultSet lines = statement.executeQuery("script nosettings")) {
                    while (lines.next()) {
                        text.append(lines.getString(1)).append('\n');
                    }
                }
                statement.execute("shutdown");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return text.toString();
        }
    }

    private MigratedDatabase() {}

    private static String bare() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    /** The address of a new one, of user {@code sa} without a password. It stays until it is {@link #drop dropped}. */
    public static String create() {
        String url = bare();
        try (Connection connection = DriverManager.getConnection(Store.address(url), USER, "")) {
            RunScript.execute(connection, new StringReader(Script.TEXT));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url;
    }

    /** Gives its memory back. */
    public static void drop(String url) {
        try (Connection connection = DriverManager.getConnection(Store.address(url), USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
