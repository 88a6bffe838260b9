package org.harvestxero.store.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.database.ListUpdate;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Claims rows of table {@code outbox} for a batch: those that may go now, in the order of their group, and those of a batch that is under
 * way.
 */
public final class OutboxClaims {
    private static final String DEPENDS_TARGET = """
            , l.target_id as depends_target
            from""";
    private static final String DEPENDS_ON = """
            left join link l on l.connection = o.connection and l.kind = o.depends_kind and l.source_id = o.depends_id\s""";
    private static final String HAS_ITS_TURN = """
            where o.connection = ? and o.kind = ? and o.action = ? and o.state = 'waiting' and o.finished_at is null and o.next_attempt_at <= ? and o.id > ?
            and (o.depends_kind is null or (l.target_id is not null
                and (o.depends_status is null or (l.agrees and l.target_status in (o.depends_status, 'PAID')))))\s""";
    private static final String IN_NOBODYS_WAY = """
            and not exists (select 1 from outbox e where e.connection = o.connection and e.kind = o.kind
                and e.group_id = o.group_id and e.id <> o.id and (e.state = 'sending'
                    or (e.order_key < o.order_key and (e.state = 'waiting'
                        or (e.state = 'failed' and o.action in ('void', 'delete')
                            and (left(e.revision, 7) = 'rename:' or e.action = 'deallocate'))))))
            and (o.action <> 'create' or not exists (select 1 from link k where k.connection = o.connection
                and k.kind = o.kind and k.source_id = o.source_id))\s""";
    private static final String OLDEST_FIRST = "order by o.connection, o.state, o.kind, o.finished_at, o.id limit ?";
    private static final String READY = HAS_ITS_TURN + IN_NOBODYS_WAY + OLDEST_FIRST;
    private static final String CLAIMABLE =
            "select " + OutboxTable.COLUMNS + DEPENDS_TARGET + OutboxTable.ROWS + DEPENDS_ON + READY;
    private static final String CLAIMABLE_IDS = "select o.id, o.group_id from outbox o " + DEPENDS_ON + READY;
    private static final String IDS_IN_TURN =
            "select o.id, o.group_id from outbox o " + DEPENDS_ON + HAS_ITS_TURN + OLDEST_FIRST;
    private static final String FREE_OF_IDS = "select " + OutboxTable.COLUMNS + DEPENDS_TARGET
            + " unnest(?) asked(id) join outbox o on o.id = asked.id" + OutboxTable.TEXTS + DEPENDS_ON
            + "where o.state = 'waiting' " + IN_NOBODYS_WAY;
    private static final String CLAIM = """
            update outbox o set state = 'sending', batch_id = ?, position = taken.place, attempts = o.attempts + 1
            from unnest(?, ?) taken(id, place) where o.id = taken.id and state = 'waiting'""";
    private static final String REBATCH = """
            update outbox set batch_id = ?, position = ? where id = ? and state = 'sending' and batch_id = ?""";
    private static final String OF_BATCH = "select " + OutboxTable.COLUMNS + DEPENDS_TARGET + OutboxTable.ROWS
            + DEPENDS_ON + "where o.connection = ? and o.state = 'sending' and o.batch_id = ? order by o.position";
    private static final String RELEASE = """
            update outbox set state = 'waiting', batch_id = null, position = null, next_attempt_at = ?, message = ?
            where id = ? and state = 'sending'""";
    private static final String LATER =
            "update outbox set next_attempt_at = ?, message = ? where id = ? and state = 'waiting'";
    private static final String TO_CREATE = "select " + OutboxTable.COLUMNS + """
            , cast(null as varchar(60)) as depends_target from""" + OutboxTable.ROWS + """
            where o.connection = ? and o.kind = ? and o.state = 'waiting' and o.finished_at is null and o.action = 'create'
            and o.attempts = 0 and o.id > ?
            order by o.connection, o.state, o.kind, o.finished_at, o.id limit ?""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final ListUpdate claim;
    private final Clock clock;

    public OutboxClaims(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.claim = new ListUpdate(jdbc, CLAIM);
        this.clock = clock;
    }

    /** Rows that may go now, oldest first: what they depend on is there, nothing of their group is under way. */
    public List<Row> claimable(Kind kind, Action action, int limit) {
        return claimable(kind, action, 0, limit);
    }

    /** The same, of the rows younger than {@code afterId}. */
    public List<Row> claimable(Kind kind, Action action, long afterId, int limit) {
        return jdbc.query(
                CLAIMABLE,
                OutboxTable::row,
                connection,
                kind.code(),
                action.code(),
                Sql.at(clock.instant()),
                afterId,
                limit);
    }

    /** A row that may go now, without its texts, which are most of what there is to read of it. */
    public record Claimable(long id, long groupId) {}

    /** What {@link #claimable(Kind, Action, long, int)} finds, to choose from. */
    public List<Claimable> idsOfClaimable(Kind kind, Action action, long afterId, int limit) {
        return ids(CLAIMABLE_IDS, kind, action, afterId, limit);
    }

    /**
     * Rows that have what they depend on, oldest first, to choose from: of those that are chosen {@link #free} gives the ones in whose way no
     * other row of their group stands, which is most of the work to find out.
     */
    public List<Claimable> idsInTurn(Kind kind, Action action, long afterId, int limit) {
        return ids(IDS_IN_TURN, kind, action, afterId, limit);
    }

    private List<Claimable> ids(String sql, Kind kind, Action action, long afterId, int limit) {
        return jdbc.query(
                sql,
                (rows, n) -> new Claimable(rows.getLong("id"), rows.getLong("group_id")),
                connection,
                kind.code(),
                action.code(),
                Sql.at(clock.instant()),
                afterId,
                limit);
    }

    /** Those of the rows that may go now, by id. */
    public List<Row> free(List<Claimable> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        SqlArrayValue ids = Sql.numbers(rows.stream().map(Claimable::id).toList());
        return jdbc.query(FREE_OF_IDS, OutboxTable::row, ids).stream()
                .sorted(Comparator.comparingLong(Row::id))
                .toList();
    }

    /** Puts the rows into the batch by their order; false when one is no longer waiting. */
    public boolean claimAll(List<Row> rows, String batchId) {
        List<Long> ids = rows.stream().map(Row::id).toList();
        List<Long> places = LongStream.range(0, rows.size()).boxed().toList();
        return claim.update(batchId, Sql.numbers(ids), Sql.numbers(places)) == rows.size();
    }

    /** Moves a row under way from one batch to another; false when it is no longer in {@code from}. */
    public boolean rebatch(long id, String from, String to, int position) {
        return jdbc.update(REBATCH, to, position, id, from) == 1;
    }

    /** The rows of a batch that have no verdict yet, in the order they were sent. */
    public List<Row> ofBatch(String batchId) {
        return jdbc.query(OF_BATCH, OutboxTable::row, connection, batchId);
    }

    /** New documents of the kind that were never sent, after the row {@code afterId}. */
    public List<Row> toCreate(Kind kind, long afterId, int limit) {
        return jdbc.query(TO_CREATE, OutboxTable::row, connection, kind.code(), afterId, limit);
    }

    /** Back to waiting: it will travel in a new batch. */
    public boolean release(long id, Instant nextAttempt, @Nullable String message) {
        return jdbc.update(RELEASE, Sql.at(nextAttempt), Sql.cut(message, 4000), id) == 1;
    }

    /** When a waiting row may go, and what it says meanwhile. */
    public void later(long id, Instant until, @Nullable String message) {
        jdbc.update(LATER, Sql.at(until), Sql.cut(message, 4000), id);
    }
}
