package org.harvestxero.store.copy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What stands failed or was given up, a page at a time; see {@link DocumentPages}.
 */
public final class FailedDocumentPages {
    private static final String FAILED = Overview.FAILED_COLUMNS + """
             where o.connection = ? and o.kind = ? and o.state = 'failed' and o.finished_at is null and o.id > ?
            order by o.connection, o.state, o.kind, o.finished_at, o.id limit ?""";
    private static final String COUNT_FAILED =
            "select count(*) from outbox where connection = ? and kind = ? and state = 'failed'";
    private static final String DISCARDED = Overview.FAILED_COLUMNS + """
             where o.connection = ? and o.kind = ? and o.state = 'discarded' and o.id > ?
            order by o.id limit ?""";
    private static final String PROBLEM = Overview.FAILED_COLUMNS
            + " where o.connection = ? and o.id = ? and o.state in ('failed', 'discarded') and o.kind <> 'contact'";
    private static final String BLOCKED_PROBLEM = Overview.BLOCKED_COLUMNS
            + " where o.connection = ? and o.id = ? and o.state = 'waiting' and o.depends_kind = 'contact'";
    private static final String OF_IDS = Overview.FAILED_COLUMNS.replace(
                    "from outbox o", "from unnest(?) asked(id) join outbox o on o.id = asked.id")
            + " where o.connection = ? and o.state = 'failed' and o.kind <> 'contact' order by o.id";
    private static final String BLOCKED_OF_IDS = Overview.BLOCKED_COLUMNS.replace(
                    "from outbox o", "from unnest(?) asked(id) join outbox o on o.id = asked.id")
            + " where o.connection = ? and o.state = 'waiting' and o.depends_kind = 'contact' order by o.id";
    private static final String COUNT_BLOCKED_BY =
            "select count(*) from outbox where connection = ? and state = 'waiting' and depends_kind = 'contact' and depends_id = ?";
    private static final String COUNT_DISCARDED =
            "select count(*) from outbox where connection = ? and kind = ? and state = 'discarded'";
    private static final String BLOCKED = Overview.BLOCKED_COLUMNS + """
             where o.connection = ? and o.kind = ? and o.state = 'waiting' and o.depends_kind = 'contact' and o.finished_at is null and o.id > ?
            order by o.connection, o.state, o.kind, o.finished_at, o.id limit ?""";
    private static final String COUNT_BLOCKED =
            "select count(*) from outbox o where o.connection = ? and o.kind = ? and "
                    + DocumentPages.BLOCKED_BY_CONTACT;

    private final String connection;
    private final JdbcTemplate jdbc;

    public FailedDocumentPages(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** What stands failed; what is blocked by its contact shows the contact's cause. */
    public Iterator<List<FailedRow>> failed() {
        List<LongFunction<List<FailedRow>>> lists = new ArrayList<>();
        for (Kind kind : DocumentPages.FAILING) {
            for (String sql : List.of(FAILED, BLOCKED)) {
                lists.add(
                        after -> jdbc.query(sql, FailedRow::read, connection, kind.code(), after, DocumentPages.PAGE));
            }
        }
        return DocumentPages.byId(FailedRow::id, lists);
    }

    /** What stands failed of one kind, by the ids of its rows. @param after the last one seen; 0 for the first page */
    public List<FailedRow> failed(Kind kind, long after, int most) {
        return jdbc.query(FAILED, FailedRow::read, connection, kind.code(), after, most);
    }

    public long countFailed() {
        return DocumentPages.FAILING.stream()
                .mapToLong(kind -> Sql.count(jdbc, COUNT_FAILED, connection, kind.code())
                        + Sql.count(jdbc, COUNT_BLOCKED, connection, kind.code()))
                .sum();
    }

    /** One that stands failed or was given up, by the id of its row. */
    public Optional<FailedRow> problem(long id) {
        return Stream.of(PROBLEM, BLOCKED_PROBLEM)
                .flatMap(sql -> jdbc.query(sql, FailedRow::read, connection, id).stream())
                .findFirst();
    }

    /** Those of these that stand failed, by the ids of their rows. */
    public List<FailedRow> failed(Collection<Long> ids) {
        return Stream.of(OF_IDS, BLOCKED_OF_IDS)
                .flatMap(sql -> jdbc.query(sql, FailedRow::read, Sql.numbers(ids), connection).stream())
                .toList();
    }

    /** How many documents wait for the contact of a client. */
    public long countBlockedBy(long client) {
        return Sql.count(jdbc, COUNT_BLOCKED_BY, connection, client);
    }

    /** What people gave up. */
    public Iterator<List<FailedRow>> discarded() {
        return DocumentPages.byId(
                FailedRow::id,
                DocumentPages.FAILING.stream()
                        .<LongFunction<List<FailedRow>>>map(kind -> after -> jdbc.query(
                                DISCARDED, FailedRow::read, connection, kind.code(), after, DocumentPages.PAGE))
                        .toList());
    }

    public long countDiscarded() {
        return DocumentPages.FAILING.stream()
                .mapToLong(kind -> Sql.count(jdbc, COUNT_DISCARDED, connection, kind.code()))
                .sum();
    }
}
