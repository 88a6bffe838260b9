package org.harvestxero.store.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events as they are kept, for those who look at them, have them told again, or clear them away. */
public final class StoredEvents {
    private static final String COLUMNS =
            "select e.id, e.uid, e.kind, e.version, e.subject_type, e.subject_id, e.occurred_at, e.data from event e where e.connection = ?";
    private static final String FIND = COLUMNS + " and (e.id = ? or e.uid = ?)";
    private static final String SINCE = " and e.occurred_at >= ?";
    private static final String AFTER = " and e.id > ?";
    private static final String BEFORE = " and e.id < ?";
    private static final String OF_KINDS = " and e.kind = any(?)";
    private static final String STANDING_AT = """
             and exists (select 1 from hook_event h where h.event_id = e.id and h.connection = e.connection and h.hook = ?)""";
    private static final String PARKED =
            " and exists (select 1 from hook_event h where h.event_id = e.id and h.connection = e.connection and h.state = 'parked')";
    private static final String HOOKS_OF = """
            select hook, state, attempts, next_attempt_at, message from hook_event where connection = ? and event_id = ? order by hook""";
    private static final String UNTOLD = """
            select count(distinct h.event_id) from hook_event h join event e on e.id = h.event_id
            where h.connection = ? and e.occurred_at < ?""";
    private static final String FORGET_UNTOLD = """
            delete from hook_event where connection = ? and event_id in (select id from event where connection = ? and occurred_at < ?)""";
    private static final String FORGET = "delete from event where connection = ? and occurred_at < ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    public StoredEvents(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param data what it says, as JSON */
    public record StoredEvent(
            long id,
            String uid,
            String kind,
            int version,
            String subjectType,
            String subjectId,
            Instant occurredAt,
            String data) {}

    /**
     * Which events.
     *
     * @param since those that happened then or later; null means any
     * @param kinds of these kinds; empty means any
     * @param hook those that stand at this hook, waiting or parked; null means any
     * @param parked only those that some hook is tried with no more
     */
    public record Selection(
            @Nullable Instant since,
            Collection<String> kinds,
            @Nullable String hook,
            boolean parked) {
        public Selection {
            kinds = List.copyOf(kinds);
        }
    }

    /** How an event stands at a hook that did not take it yet. */
    public record AtHook(
            String hook,
            String state,
            int attempts,
            Instant next,
            @Nullable String message) {}

    /** By our number or by the id that receivers see. */
    public Optional<StoredEvent> find(long id, String uid) {
        return jdbc.query(FIND, StoredEvents::row, connection, id, uid).stream().findFirst();
    }

    public List<AtHook> hooksOf(long event) {
        return jdbc.query(
                HOOKS_OF,
                (rows, n) -> new AtHook(
                        rows.getString("hook"),
                        rows.getString("state"),
                        rows.getInt("attempts"),
                        Sql.instant(rows, "next_attempt_at"),
                        rows.getString("message")),
                connection,
                event);
    }

    /** The latest of them first, before an id. */
    public List<StoredEvent> latest(Selection which, long before, int most) {
        return query(which, BEFORE, before, " order by e.id desc", most);
    }

    /** The oldest of them first, after an id. */
    public List<StoredEvent> oldest(Selection which, long after, int most) {
        return query(which, AFTER, after, " order by e.id", most);
    }

    private List<StoredEvent> query(Selection which, String from, long id, String order, int most) {
        StringBuilder sql = new StringBuilder(COLUMNS).append(from);
        List<Object> values = new ArrayList<>(List.of(connection, id));
        if (which.since() != null) {
            sql.append(SINCE);
            values.add(Sql.at(which.since()));
        }
        if (!which.kinds().isEmpty()) {
            sql.append(OF_KINDS);
            values.add(Sql.texts(which.kinds()));
        }
        if (which.hook() != null) {
            sql.append(STANDING_AT);
            values.add(which.hook());
        }
        if (which.parked()) {
            sql.append(PARKED);
        }
        values.add(most);
        return jdbc.query(sql.append(order).append(" limit ?").toString(), StoredEvents::row, values.toArray());
    }

    /** How many of those that happened before then some hook was not told of yet. */
    public long countUntold(Instant before) {
        return Sql.count(jdbc, UNTOLD, connection, Sql.at(before));
    }

    /** Clears away what happened before then; call it in a transaction. Gives how many there were. */
    public int forget(Instant before) {
        jdbc.update(FORGET_UNTOLD, connection, connection, Sql.at(before));
        return jdbc.update(FORGET, connection, Sql.at(before));
    }

    private static StoredEvent row(ResultSet rows, int n) throws SQLException {
        return new StoredEvent(
                rows.getLong("id"),
                rows.getString("uid"),
                rows.getString("kind"),
                rows.getInt("version"),
                rows.getString("subject_type"),
                rows.getString("subject_id"),
                Sql.instant(rows, "occurred_at"),
                rows.getString("data"));
    }
}
