package org.harvestxero.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The right to work one connection, held by one process at a time: a session-level advisory lock of PostgreSQL, which frees itself
 * when the process or its database session dies. H2's file has one owner anyway, so there it is always held.
 *
 * <p>One database session is kept while the lock is held.
 */
public final class ConnectionLock implements AutoCloseable {
    private static final String TAKE = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String GIVE_BACK = "select pg_advisory_unlock(hashtextextended(?, 0))";
    private static final int ALIVE_WITHIN_SECONDS = 5;

    private final DataSource dataSource;
    private final String name;
    private @Nullable Connection session;

    public ConnectionLock(DataSource dataSource, String connection) {
        this.dataSource = dataSource;
        this.name = "harvest-xero/" + connection;
    }

    /**
     * Takes the lock, or makes sure that it is still held.
     *
     * @return false when another process has it
     * @throws IllegalStateException when the database can't be asked
     */
    public synchronized boolean take() {
        try {
            if (session != null) {
                if (session.isValid(ALIVE_WITHIN_SECONDS)) {
                    return true;
                }
                drop();
            }
            Connection candidate = dataSource.getConnection();
            if (takeOn(candidate)) {
                session = candidate;
                return true;
            }
            candidate.close();
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException("Could not ask the database for the lock " + name, e);
        }
    }

    private boolean takeOn(Connection candidate) throws SQLException {
        if (!candidate.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return true;
        }
        try (PreparedStatement statement = candidate.prepareStatement(TAKE)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            candidate.close();
            throw e;
        }
    }

    /** Gives the lock back; nothing happens when it isn't held. */
    @Override
    public synchronized void close() {
        Connection held = session;
        if (held == null) {
            return;
        }
        try {
            if (held.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                try (PreparedStatement statement = held.prepareStatement(GIVE_BACK)) {
                    statement.setString(1, name);
                    statement.execute();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Could not give the lock " + name + " back", e);
        } finally {
            drop();
        }
    }

    /** A pool takes a broken session out of use by itself when it is closed. */
    private void drop() {
        Connection held = session;
        session = null;
        try {
            if (held != null) {
                held.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Could not close the session of the lock " + name, e);
        }
    }
}
