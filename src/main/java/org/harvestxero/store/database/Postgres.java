package org.harvestxero.store.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** How a PostgreSQL is reached, and what one must be like before anything is made in it. */
public final class Postgres {
    /** What holds unless the address says otherwise; seconds. A server or a firewall that falls silent must not hold us for ever. */
    private static final Map<String, String> REACHING = Map.of(
            "ApplicationName", "harvest-xero", "tcpKeepAlive", "true", "connectTimeout", "10", "loginTimeout", "10");

    /** Seconds; far more than a statement takes. Migrations do without. */
    private static final String LONGEST_STATEMENT = "300";

    /**
     * How commits reach the disk: {@link Durability}. A token is changed while its row is locked, for as long as a request takes; a
     * server that is set to end such sessions sooner would lose it.
     */
    public static final String SESSION =
            "set synchronous_commit = off; set idle_in_transaction_session_timeout = '5min'";

    private static final String LOOK = """
            select current_setting('server_encoding') as encoding,
            pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as read_only,
            current_schema() as schema, current_setting('search_path') as path,
            has_database_privilege(current_database(), 'create') as may_make_schemas,
            case when current_schema() is null then false else has_schema_privilege(current_schema(), 'create') end as may_make_tables,
            exists (select 1 from pg_tables where schemaname = current_schema()) as used,
            exists (select 1 from pg_tables where schemaname = current_schema() and tablename = 'flyway_schema_history') as ours
            """;

    private Postgres() {}

    /** For the pool; what the address says itself comes before. */
    public static Properties working() {
        Properties properties = new Properties();
        properties.putAll(REACHING);
        properties.put("socketTimeout", LONGEST_STATEMENT);
        return properties;
    }

    /** @throws UnfitDatabaseException when it can't be reached, or is not fit to keep books in */
    public static void check(String url, String user, String password) {
        Properties properties = new Properties();
        properties.putAll(REACHING);
        properties.put("socketTimeout", "30");
        properties.put("user", user);
        properties.put("password", password);
        try (Connection connection = DriverManager.getConnection(url, properties);
                PreparedStatement look = connection.prepareStatement(LOOK);
                ResultSet row = look.executeQuery()) {
            row.next();
            check(row, connection.getMetaData().getUserName());
        } catch (SQLException e) {
            throw UnfitDatabaseException.of(e, user);
        }
    }

    private static void check(ResultSet row, String user) throws SQLException {
        String encoding = row.getString("encoding");
        if (!encoding.equals("UTF8")) {
            throw unfit(
                    "it keeps text as " + encoding + ", which can't hold every name",
                    "make one with encoding 'UTF8' template template0, and name it in database.url.");
        }
        if (row.getBoolean("read_only")) {
            throw unfit("it takes no writes", "name the primary server's database, which does, in database.url.");
        }
        String schema = row.getString("schema");
        if (schema == null && !row.getBoolean("may_make_schemas")) {
            throw unfit(
                    "there is no schema " + row.getString("path"),
                    "as its owner, run: create schema … authorization " + user
                            + "; or leave currentSchema out of database.url.");
        }
        if (schema == null || row.getBoolean("ours")) {
            return;
        }
        if (row.getBoolean("used")) {
            throw unfit(
                    "its schema " + schema + " holds tables of something else",
                    "name a database of its own in database.url, or a schema of its own by ?currentSchema=… there.");
        }
        if (!row.getBoolean("may_make_tables")) {
            throw unfit(
                    "the user " + user + " may not make tables in its schema " + schema,
                    "as its owner, run: grant create on schema " + schema + " to " + user
                            + "; or name another database.user.");
        }
    }

    private static UnfitDatabaseException unfit(String problem, String remedy) {
        return new UnfitDatabaseException(problem, remedy, false);
    }
}
