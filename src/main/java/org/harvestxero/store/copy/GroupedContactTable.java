package org.harvestxero.store.copy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code grouped_contact}: contacts of a group in Xero that Harvest was asked to make clients of. */
public final class GroupedContactTable {
    private static final String FIND =
            "select target_id, state, client_id, asked_at from grouped_contact where connection = ? and target_id = ?";
    private static final String IN_STATE =
            "select target_id, state, client_id, asked_at from grouped_contact where connection = ? and state = ? order by target_id";
    private static final String ASKED = """
            insert into grouped_contact (state, asked_at, connection, target_id) values ('asked', ?, ?, ?) on conflict do nothing""";
    private static final String ASKED_AGAIN =
            "update grouped_contact set state = 'asked', asked_at = ? where connection = ? and target_id = ?";
    private static final String MADE =
            "update grouped_contact set state = 'made', client_id = ? where connection = ? and target_id = ?";
    private static final String DONE =
            "update grouped_contact set state = 'done' where connection = ? and target_id = ?";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public GroupedContactTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param state asked, made or done @param clientId null while nobody knows it */
    public record Grouped(
            String targetId, String state, @Nullable Long clientId, Instant askedAt) {}

    public Optional<Grouped> find(String targetId) {
        return jdbc.query(FIND, GroupedContactTable::row, connection, targetId).stream()
                .findFirst();
    }

    /** Those whose client was made and whose person may be missing yet. */
    public List<Grouped> made() {
        return jdbc.query(IN_STATE, GroupedContactTable::row, connection, "made");
    }

    private static Grouped row(ResultSet rows, int n) throws SQLException {
        return new Grouped(
                rows.getString("target_id"),
                rows.getString("state"),
                Sql.longOrNull(rows, "client_id"),
                Sql.instant(rows, "asked_at"));
    }

    /** Harvest is about to be asked for its client. */
    public void asked(String targetId) {
        Object[] values = {Sql.at(clock.instant()), connection, targetId};
        if (jdbc.update(ASKED_AGAIN, values) == 0) {
            jdbc.update(ASKED, values);
        }
    }

    public void made(String targetId, long client) {
        jdbc.update(MADE, client, connection, targetId);
    }

    public void done(String targetId) {
        jdbc.update(DONE, connection, targetId);
    }
}
