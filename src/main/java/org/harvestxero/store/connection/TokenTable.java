package org.harvestxero.store.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.harvestxero.config.secret.Sealer;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.store.database.Durability;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;

/** Table {@code token}: tokens by connection and side, sealed on the way in and unsealed on the way out. */
public final class TokenTable {
    private static final String FIND = """
            select access_sealed, access_expires_at, refresh_sealed, previous_sealed, rotated_at, granted,
                   target_id, target_name, refused_at, refused_reason
            from token where connection = ? and side = ?""";
    private static final String TARGET =
            "select target_id, target_name from token where connection = ? and side = ? and target_id is not null";
    private static final String FIND_LOCKED = FIND + " for update";
    private static final String UPDATE = """
            update token
            set access_sealed = ?, access_expires_at = ?, refresh_sealed = ?, previous_sealed = ?, rotated_at = ?,
                granted = ?, target_id = ?, target_name = ?, refused_at = ?, refused_reason = ?, updated_at = ?
            where connection = ? and side = ?""";
    private static final String INSERT = """
            insert into token (access_sealed, access_expires_at, refresh_sealed, previous_sealed, rotated_at,
                               granted, target_id, target_name, refused_at, refused_reason, updated_at,
                               connection, side)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String DELETE = "delete from token where connection = ? and side = ?";

    private final DataSource dataSource;
    private final Supplier<Sealer> makeSealer;
    private final Clock clock;
    private @Nullable Sealer sealer;

    /** @param sealer asked for once, when a token is first stored or read: without tokens no key is needed */
    public TokenTable(DataSource dataSource, Supplier<Sealer> sealer, Clock clock) {
        this.dataSource = dataSource;
        this.makeSealer = sealer;
        this.clock = clock;
    }

    /** Makes sure that tokens can be sealed, so that a bad key shows at the start; throws what making the sealer throws. */
    public void checkKey() {
        sealer();
    }

    private synchronized Sealer sealer() {
        Sealer made = sealer;
        if (made == null) {
            made = makeSealer.get();
            sealer = made;
        }
        return made;
    }

    /** @param side {@code harvest} or {@code xero} */
    public record Key(String connection, String side) {
        String place(String what) {
            return connection + "/" + side + "/" + what;
        }

        @Override
        public String toString() {
            return connection + "/" + side;
        }
    }

    /** @throws org.harvestxero.config.secret.BrokenSealException when another key sealed it */
    public Optional<StoredToken> find(Key key) {
        return inTransaction(connection -> Optional.ofNullable(read(connection, key, FIND)));
    }

    /** The organisation or account that a former consent chose, whatever sealed its token. */
    public Optional<Target> target(Key key) {
        return inTransaction(connection -> Optional.ofNullable(read(
                connection, key, TARGET, row -> new Target(row.getString("target_id"), row.getString("target_name")))));
    }

    public record Target(String id, @Nullable String name) {}

    /** Stores a token whether or not there was one. */
    public void put(Key key, StoredToken token) {
        inTransaction(connection -> {
            if (read(connection, key, FIND_LOCKED, row -> Boolean.TRUE) == null) {
                write(connection, key, token, INSERT);
            } else {
                write(connection, key, token, UPDATE);
            }
            return token;
        });
        Durability.settle(dataSource);
    }

    /**
     * Changes a token while its row is locked, so that no other process changes it meanwhile; others wait. The change is
     * committed and on disk before this returns, and rolled back when {@code change} throws.
     *
     * @param change may take as long as a request; gives the same instance to leave the row alone
     * @return what is stored now; empty when there was no row
     */
    public Optional<StoredToken> changeLocked(Key key, UnaryOperator<StoredToken> change) {
        AtomicBoolean changed = new AtomicBoolean();
        Optional<StoredToken> now = inTransaction(connection -> {
            StoredToken before = read(connection, key, FIND_LOCKED);
            if (before == null) {
                return Optional.empty();
            }
            StoredToken after = change.apply(before);
            if (after != before) {
                write(connection, key, after, UPDATE);
                changed.set(true);
            }
            return Optional.of(after);
        });
        if (changed.get()) {
            Durability.settle(dataSource);
        }
        return now;
    }

    /** It is gone from the disk, too, before this returns. */
    public void delete(Key key) {
        inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                statement.setString(1, key.connection());
                statement.setString(2, key.side());
                return statement.executeUpdate();
            }
        });
        Durability.settle(dataSource);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    private DataAccessException translated(SQLException e) {
        DataAccessException known =
                new SQLErrorCodeSQLExceptionTranslator(dataSource).translate("table token", null, e);
        return known != null ? known : new org.springframework.jdbc.UncategorizedSQLException("table token", null, e);
    }

    private @Nullable StoredToken read(Connection connection, Key key, String sql) throws SQLException {
        return read(
                connection,
                key,
                sql,
                row -> new StoredToken(
                        open(row, "access_sealed", key, "access"),
                        Sql.instantOrNull(row, "access_expires_at"),
                        open(row, "refresh_sealed", key, "refresh"),
                        open(row, "previous_sealed", key, "refresh"),
                        Sql.instantOrNull(row, "rotated_at"),
                        row.getString("granted"),
                        row.getString("target_id"),
                        row.getString("target_name"),
                        Sql.instantOrNull(row, "refused_at"),
                        row.getString("refused_reason")));
    }

    private static <T> @Nullable T read(Connection connection, Key key, String sql, RowReader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.connection());
            statement.setString(2, key.side());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? reader.read(rows) : null;
            }
        }
    }

    private void write(Connection connection, Key key, StoredToken token, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, seal(token.access(), key, "access"));
            statement.setObject(2, Sql.at(token.accessExpiresAt()));
            statement.setString(3, seal(token.refresh(), key, "refresh"));
            statement.setString(4, seal(token.previousRefresh(), key, "refresh"));
            statement.setObject(5, Sql.at(token.rotatedAt()));
            statement.setString(6, token.granted());
            statement.setString(7, token.targetId());
            statement.setString(8, Sql.cut(token.targetName(), 500));
            statement.setObject(9, Sql.at(token.refusedAt()));
            statement.setString(10, Sql.cut(token.refusedReason(), 1000));
            statement.setObject(11, Sql.at(clock.instant()));
            statement.setString(12, key.connection());
            statement.setString(13, key.side());
            statement.executeUpdate();
        }
    }

    private @Nullable String seal(@Nullable Secret secret, Key key, String what) {
        return secret == null ? null : sealer().seal(secret, key.place(what));
    }

    private @Nullable Secret open(ResultSet row, String column, Key key, String what) throws SQLException {
        String sealed = row.getString(column);
        return sealed == null ? null : sealer().open(sealed, key.place(what));
    }
}
