package org.harvestxero.store.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Table {@code contact_conflict}: fields that were changed on both sides, and what people said to that. */
public final class ContactConflictTable {
    /** Characters of a value that are kept. */
    private static final int VALUE = 10_000;

    private static final String COLUMNS = """
            select id, client_id, field, harvest_value, xero_value, state, take, asked_at, answered_by, answered_at
            from contact_conflict where connection = ?""";
    private static final String OF_CLIENT = COLUMNS + " and client_id = ? and field = ? order by id desc";
    private static final String IN_STATE = COLUMNS + " and state = ? order by id";
    private static final String BY_ID = COLUMNS + " and id = ?";
    private static final String ADD = """
            insert into contact_conflict (connection, client_id, field, harvest_value, xero_value, state, asked_at)
            values (?, ?, ?, ?, ?, 'open', ?)""";
    private static final String REOPEN =
            "update contact_conflict set state = 'open' where connection = ? and id = ? and state = 'over' and take is null";
    private static final String ANSWER = """
            update contact_conflict set state = 'answered', take = ?, answered_by = ?, answered_at = ?
            where connection = ? and id = ? and state = 'open'""";
    private static final String OVER = """
            update contact_conflict set state = 'over'
            where connection = ? and client_id = ? and field = ? and id <> ? and state <> 'over'""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public ContactConflictTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param harvest the value there, in words
     * @param state open, answered or over
     * @param take the side a person took; null without an answer
     */
    public record Conflict(
            long id,
            long clientId,
            String field,
            Values values,
            String state,
            @Nullable Answer answer,
            Instant askedAt) {
        public boolean isOpen() {
            return state.equals("open");
        }
    }

    /** What each side says, in words. */
    public record Values(String harvest, String xero) {
        Values cut() {
            return new Values(String.valueOf(Sql.cut(harvest, VALUE)), String.valueOf(Sql.cut(xero, VALUE)));
        }
    }

    /** @param take harvest or xero */
    public record Answer(String take, String who, Instant at) {}

    /** What was said, or asked, about these very values; empty when nobody was asked about them yet. */
    public Optional<Conflict> find(long clientId, String field, Values values) {
        Values wanted = values.cut();
        return jdbc.query(OF_CLIENT, ROW, connection, clientId, field).stream()
                .filter(conflict -> conflict.values().equals(wanted))
                .findFirst();
    }

    /** Asks about the values; those asked about before under the field are over. */
    public Conflict ask(long clientId, String field, Values values) {
        Values kept = values.cut();
        Optional<Conflict> known = find(clientId, field, kept);
        if (known.isEmpty()) {
            jdbc.update(ADD, connection, clientId, field, kept.harvest(), kept.xero(), Sql.at(clock.instant()));
        } else {
            jdbc.update(REOPEN, connection, known.get().id());
        }
        Conflict asked = find(clientId, field, kept).orElseThrow();
        jdbc.update(OVER, connection, clientId, field, asked.id());
        return asked;
    }

    /** Nothing under the field is asked any more; answers are kept. */
    public void over(long clientId, String field) {
        jdbc.update(OVER, connection, clientId, field, -1);
    }

    public List<Conflict> open() {
        return jdbc.query(IN_STATE, ROW, connection, "open");
    }

    /** Those whose answer is still to be carried out. */
    public List<Conflict> answered() {
        return jdbc.query(IN_STATE, ROW, connection, "answered");
    }

    public Optional<Conflict> byId(long id) {
        return jdbc.query(BY_ID, ROW, connection, id).stream().findFirst();
    }

    /** False when it is no longer open. */
    public boolean answer(long id, String take, String who) {
        return jdbc.update(ANSWER, take, Sql.cut(who, 200), Sql.at(clock.instant()), connection, id) == 1;
    }

    private static final RowMapper<Conflict> ROW = (rows, n) -> {
        String take = rows.getString("take");
        return new Conflict(
                rows.getLong("id"),
                rows.getLong("client_id"),
                rows.getString("field"),
                new Values(rows.getString("harvest_value"), rows.getString("xero_value")),
                rows.getString("state"),
                take == null ? null : new Answer(take, rows.getString("answered_by"), Sql.instant(rows, "answered_at")),
                Sql.instant(rows, "asked_at"));
    };
}
