package org.harvestxero.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.harvestxero.store.database.Fence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work one connection, held by one process at a time: a session-level advisory lock of PostgreSQL, which frees itself
 * when the process or its database session dies. H2's file has one owner anyway, so there it is always held.
 *
 * <p>On PostgreSQL one database session is kept while the lock is held; H2 has only one, which others need. A process that was
 * frozen learns only when it wakes that its session died, and maybe late: the {@link org.harvestxero.store.database.Fence} keeps what it has under way from being
 * recorded.
 */
public final class ConnectionLock implements AutoCloseable {
    private static final String TAKE = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String GIVE_BACK = "select pg_advisory_unlock(hashtextextended(?, 0))";
    private static final int ALIVE_WITHIN_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLock.class);

    private final DataSource dataSource;
    private final String connection;
    private final Fence fence;
    private final String name;
    private @Nullable Connection session;

    public ConnectionLock(ConnectionStore store) {
        this.dataSource = store.dataSource();
        this.connection = store.connection();
        this.fence = store.fence();
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
            Connection mine = session;
            if (mine != null) {
                if (mine.isValid(ALIVE_WITHIN_SECONDS) && fence.isHeld(mine, connection)) {
                    return true;
                }
                abandon(mine);
            }
            Connection candidate = dataSource.getConnection();
            boolean locked = false;
            try {
                if (!fence.mayLead(candidate, connection)) {
                    return false;
                }
                if (!isPostgres(candidate)) {
                    return fence.lead(candidate, connection);
                }
                locked = takeOn(candidate);
                if (!locked || !fence.lead(candidate, connection)) {
                    return false;
                }
                session = candidate;
                return true;
            } finally {
                if (session != candidate) {
                    if (locked) {
                        abandon(candidate);
                    } else {
                        candidate.close();
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Could not ask the database for the lock " + name, e);
        }
    }

    private static boolean isPostgres(Connection database) throws SQLException {
        return database.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    private boolean takeOn(Connection candidate) throws SQLException {
        try (PreparedStatement statement = candidate.prepareStatement(TAKE)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() {
        giveBack();
    }

    /** Lets another process have it; nothing happens when it isn't held. */
    public synchronized void giveBack() {
        fence.lower();
        Connection held = session;
        if (held == null) {
            return;
        }
        try {
            try (PreparedStatement statement = held.prepareStatement(GIVE_BACK)) {
                statement.setString(1, name);
                statement.execute();
            }
            session = null;
            held.close();
        } catch (SQLException e) {
            abandon(held);
        }
    }

    /** Ends a session that is no longer sound; the lock ends with it, whatever the ending itself says. */
    private void abandon(Connection unsound) {
        session = null;
        try {
            unsound.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("The session of the lock {} was gone already", name, e);
        }
    }
}
