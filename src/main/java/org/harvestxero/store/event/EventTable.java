package org.harvestxero.store.event;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.harvestxero.event.Event;
import org.harvestxero.store.database.ListUpdate;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Table {@code event}: what happened, to be told. Whoever records a fact adds its event in the same transaction; where nobody wants to be
 * told, nothing is written.
 *
 * <p>Events get their {@code position} only once they are committed, so that the order of positions is one in which they became visible:
 * ids of PostgreSQL are given before that.
 */
public final class EventTable {
    private static final String ADD = """
            insert into event (connection, uid, kind, version, subject_type, subject_id, occurred_at, data)
            select ?, a.uid, a.kind, a.version, a.subject_type, a.subject_id, ?, a.data
            from unnest(?, ?, ?, ?, ?, ?) a(uid, kind, version, subject_type, subject_id, data)""";
    private static final String UNPLACED =
            "select id from event where connection = ? and position is null order by id limit "
                    + EventTable.POSITIONS_AT_ONCE;
    private static final String NEXT = "select nextval('event_position_id')";
    private static final String PLACE =
            "update event e set position = a.position from unnest(?, ?) a(id, position) where e.id = a.id";

    /** As many as the sequence gives. */
    public static final int POSITIONS_AT_ONCE = 1_000;

    private final String connection;
    private final JdbcTemplate jdbc;
    private final ListUpdate place;
    private final Clock clock;
    private volatile boolean kept;

    public EventTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.place = new ListUpdate(jdbc, PLACE);
        this.clock = clock;
    }

    /** From now on events are written; until then nobody is told. */
    public void keep() {
        kept = true;
    }

    /** Whether anybody is told. Whoever has to look something up for an event asks first. */
    public boolean isKept() {
        return kept;
    }

    public void add(Event event) {
        addAll(List.of(event));
    }

    /** All in one statement, in their order; call it in the transaction that records what they tell. */
    public void addAll(List<? extends Event> events) {
        if (!kept || events.isEmpty()) {
            return;
        }
        jdbc.update(
                ADD,
                connection,
                Sql.at(clock.instant()),
                texts(events, event -> UUID.randomUUID().toString()),
                texts(events, event -> event.kind().code()),
                new SqlArrayValue(
                        "integer",
                        events.stream().map(event -> event.kind().version()).toArray()),
                texts(events, event -> event.subject().type().code()),
                texts(events, event -> event.subject().id()),
                texts(events, EventJson::data));
    }

    private static SqlArrayValue texts(List<? extends Event> events, Function<Event, String> text) {
        return Sql.texts(events.stream().map(text).toList());
    }

    /**
     * Gives a position to events that have none yet; only whoever leads the connection may.
     *
     * @return how many; there may be more when it is {@value #POSITIONS_AT_ONCE}
     */
    public int place() {
        List<Long> ids = jdbc.queryForList(UNPLACED, Long.class, connection);
        if (ids.isEmpty()) {
            return 0;
        }
        long first = Objects.requireNonNull(jdbc.queryForObject(NEXT, Long.class));
        return place.update(
                Sql.numbers(ids),
                Sql.numbers(LongStream.range(first, first + ids.size()).boxed().toList()));
    }
}
