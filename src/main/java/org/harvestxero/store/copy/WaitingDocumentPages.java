package org.harvestxero.store.copy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * What goes on by itself or waits to be decided, a page at a time; see {@link DocumentPages}.
 */
public final class WaitingDocumentPages {
    private static final List<OutboxState> OPEN = List.of(OutboxState.SENDING, OutboxState.WAITING);
    private static final String WAITING = """
            select o.id, o.kind, o.source_id, o.number, o.total, o.currency, o.state, o.depends_kind, o.depends_id, o.depends_status, o.next_attempt_at,
            o.message, l.target_id, l.target_status, l.agrees,
            (select min(f.state) from outbox f where f.connection = o.connection and f.kind = o.depends_kind
                and f.source_id = o.depends_id and f.state = 'failed' and f.revision <> 'complete') as blocked
            from outbox o left join link l on l.connection = o.connection and l.kind = o.depends_kind and l.source_id = o.depends_id
            where o.connection = ? and o.kind = ? and o.state = ? and o.finished_at is null and o.id > ? and not (""" + DocumentPages.BLOCKED_BY_CONTACT + """
            ) order by o.connection, o.state, o.kind, o.finished_at, o.id limit ?""";
    private static final String COUNT_WAITING = """
            select count(*) from outbox o where o.connection = ? and o.kind = ? and o.state = ? and not (""" + DocumentPages.BLOCKED_BY_CONTACT + ")";
    private static final String HELD_ROWS = "connection = ? and kind = ? and state = ? and reason is not null";
    private static final String HELD = "select source_id, number, reason from source_document where " + HELD_ROWS
            + " and source_id > ? order by connection, state, kind, source_id limit ?";
    private static final String COUNT_HELD = "select count(*) from source_document where " + HELD_ROWS;
    private static final String HELD_BY_REASON = "select reason, count(*) as documents from source_document where "
            + "connection = ? and kind = 'invoice' and state in ('changed', 'edit') and reason is not null"
            + " group by reason order by reason";
    private static final List<Kind> HELD_KINDS = List.of(Kind.INVOICE, Kind.EXPENSE);
    private static final List<DocumentState> HELD_IN = List.of(DocumentState.CHANGED, DocumentState.EDIT);

    private final String connection;
    private final JdbcTemplate jdbc;

    public WaitingDocumentPages(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * A row that goes on by itself.
     *
     * @param number the invoice's, also of a payment
     * @param blocked whether what it depends on stands failed
     */
    public record Waiting(
            long id,
            Kind kind,
            long sourceId,
            @Nullable String number,
            @Nullable BigDecimal total,
            @Nullable String currency,
            OutboxState state,
            Optional<OutboxTable.Dependency> dependsOn,
            boolean linked,
            @Nullable String linkedStatus,
            boolean linkedAgrees,
            boolean blocked,
            Instant nextAttemptAt,
            @Nullable String message) {}

    /** What goes on by itself. */
    public Iterator<List<Waiting>> waiting() {
        List<LongFunction<List<Waiting>>> lists = new ArrayList<>();
        for (Kind kind : DocumentPages.KINDS) {
            OPEN.forEach(state -> lists.add(after -> waiting(kind, state, after)));
        }
        return DocumentPages.byId(Waiting::id, lists);
    }

    private List<Waiting> waiting(Kind kind, OutboxState state, long after) {
        return jdbc.query(
                WAITING,
                (rows, n) -> {
                    String on = rows.getString("depends_kind");
                    return new Waiting(
                            rows.getLong("id"),
                            kind,
                            rows.getLong("source_id"),
                            rows.getString("number"),
                            Sql.amountOrNull(rows, "total"),
                            rows.getString("currency"),
                            state,
                            on == null
                                    ? Optional.empty()
                                    : Optional.of(new OutboxTable.Dependency(
                                            Kind.of(on), rows.getLong("depends_id"), rows.getString("depends_status"))),
                            rows.getString("target_id") != null,
                            rows.getString("target_status"),
                            rows.getBoolean("agrees"),
                            rows.getString("blocked") != null,
                            Sql.instant(rows, "next_attempt_at"),
                            rows.getString("message"));
                },
                connection,
                kind.code(),
                state.code(),
                after,
                DocumentPages.PAGE);
    }

    /** A document about which nothing can be decided, because something it rests on could not be read. */
    public record Held(Kind kind, long sourceId, @Nullable String number, String reason) {}

    /** What waits to be decided, and why. */
    public Iterator<List<Held>> held() {
        return DocumentPages.byId(
                Held::sourceId,
                HELD_KINDS.stream()
                        .flatMap(kind -> HELD_IN.stream().map(state -> held(kind, state)))
                        .toList());
    }

    private LongFunction<List<Held>> held(Kind kind, DocumentState state) {
        return after -> jdbc.query(
                HELD,
                (rows, n) ->
                        new Held(kind, rows.getLong("source_id"), rows.getString("number"), rows.getString("reason")),
                connection,
                kind.code(),
                state.code(),
                after,
                DocumentPages.PAGE);
    }

    public long countHeld() {
        return HELD_KINDS.stream()
                .flatMap(kind -> HELD_IN.stream()
                        .map(state -> Sql.count(jdbc, COUNT_HELD, connection, kind.code(), state.code())))
                .mapToLong(Long::longValue)
                .sum();
    }

    /** How many documents wait to be decided, by the reason. */
    public Map<String, Long> heldByReason() {
        Map<String, Long> held = new LinkedHashMap<>();
        jdbc.query(
                HELD_BY_REASON,
                (RowCallbackHandler) rows -> held.put(rows.getString("reason"), rows.getLong("documents")),
                connection);
        return held;
    }

    public long countWaiting() {
        return DocumentPages.KINDS.stream()
                .flatMap(kind -> OPEN.stream()
                        .map(state -> Sql.count(jdbc, COUNT_WAITING, connection, kind.code(), state.code())))
                .mapToLong(Long::longValue)
                .sum();
    }
}
