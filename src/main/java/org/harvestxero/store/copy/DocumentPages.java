package org.harvestxero.store.copy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.harvestxero.store.copy.Overview.Failed;
import org.harvestxero.store.database.PageByPage;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Documents for people, a page at a time: what a cycle did, what stands failed or waits. They come kind after kind, each kind in the
 * order it was planned or done. Between two pages nothing is held, neither rows nor a cursor nor a transaction: whoever reads may
 * take their time.
 */
public final class DocumentPages {
    /** Rows of a page. */
    static final int PAGE = 500;

    private static final List<Kind> KINDS = Arrays.stream(Kind.values())
            .filter(kind -> kind != Kind.CONTACT)
            .sorted(Comparator.comparing(Kind::code))
            .toList();
    private static final List<OutboxState> OPEN = List.of(OutboxState.SENDING, OutboxState.WAITING);

    /**
     * A document that took several steps counts once: as the first that made or adopted it, else as the last. The {@code offset}
     * has PostgreSQL look for the other steps of each document by its id; joined, it read the whole span for each.
     */
    private static final String FINISHED_ROWS = """
            o.connection = ? and o.kind = ? and o.finished_at >= ? and o.finished_at <= ? and o.state = 'done'
            and o.action not in ('allocate', 'deallocate')
            and not exists (select 1 from outbox e where e.connection = o.connection and e.kind = o.kind
                and e.source_id = o.source_id and e.id <> o.id and e.state = 'done' and e.finished_at >= ? and e.finished_at <= ?
                and e.action not in ('allocate', 'deallocate')
                and ((e.outcome in ('created', 'adopted') and (e.id < o.id or o.outcome not in ('created', 'adopted')))
                    or (o.outcome not in ('created', 'adopted') and e.id > o.id))
                offset 0)
            """;

    private static final String FINISHED = """
            select o.id, o.finished_at, o.kind, o.source_id, o.outcome, coalesce(l.number, o.number) as number,
            coalesce(o.number, l.number) as source_number, l.target_id,
            l.target_status, coalesce(o.total, l.total) as total, coalesce(o.currency, l.currency) as currency
            from outbox o left join link l on l.connection = o.connection and l.kind = o.kind and l.source_id = o.source_id
            where\s""" + FINISHED_ROWS + """
            and o.finished_at >= ? and (o.finished_at > ? or o.id > ?)
            order by o.connection, o.kind, o.finished_at, o.id limit ?""";
    private static final String COUNT_FINISHED = "select count(*) from outbox o where " + FINISHED_ROWS;
    private static final String SKIPPED = """
            select kind, source_id, number, reason from source_document
            where connection = ? and kind = ? and state = 'skipped' and source_id > ?
            order by connection, state, kind, source_id limit ?""";
    private static final String COUNT_SKIPPED =
            "select count(*) from source_document where connection = ? and kind = ? and state = 'skipped'";
    private static final String FAILED = Overview.FAILED_COLUMNS + """
             where o.connection = ? and o.kind = ? and o.state = 'failed' and o.id > ?
            order by o.connection, o.state, o.kind, o.id limit ?""";
    private static final String COUNT_FAILED =
            "select count(*) from outbox where connection = ? and kind = ? and state = 'failed'";
    private static final String DISCARDED = Overview.FAILED_COLUMNS + """
             where o.connection = ? and o.kind = ? and o.state = 'discarded' and o.id > ?
            order by o.connection, o.state, o.kind, o.id limit ?""";
    private static final String PROBLEM = Overview.FAILED_COLUMNS
            + " where o.connection = ? and o.id = ? and o.state in ('failed', 'discarded') and o.kind <> 'contact'";
    private static final String BLOCKED_PROBLEM = Overview.BLOCKED_COLUMNS
            + " where o.connection = ? and o.id = ? and o.state = 'waiting' and o.depends_kind = 'contact'";
    private static final String COUNT_DISCARDED =
            "select count(*) from outbox where connection = ? and kind = ? and state = 'discarded'";
    private static final String BLOCKED = Overview.BLOCKED_COLUMNS + """
             where o.connection = ? and o.kind = ? and o.state = 'waiting' and o.depends_kind = 'contact' and o.id > ?
            order by o.connection, o.state, o.kind, o.id limit ?""";
    private static final String BLOCKED_BY_CONTACT = """
            o.state = 'waiting' and o.depends_kind = 'contact' and exists (select 1 from outbox b
                where b.connection = o.connection and b.kind = 'contact' and b.source_id = o.depends_id and b.state = 'failed' and b.revision <> 'complete')
            """;
    private static final String COUNT_BLOCKED =
            "select count(*) from outbox o where o.connection = ? and o.kind = ? and " + BLOCKED_BY_CONTACT;
    private static final String WAITING = """
            select o.id, o.kind, o.source_id, o.number, o.total, o.currency, o.state, o.depends_kind, o.depends_id, o.depends_status, o.next_attempt_at,
            o.message, l.target_id, l.target_status, l.agrees,
            (select min(f.state) from outbox f where f.connection = o.connection and f.kind = o.depends_kind
                and f.source_id = o.depends_id and f.state = 'failed' and f.revision <> 'complete') as blocked
            from outbox o left join link l on l.connection = o.connection and l.kind = o.depends_kind and l.source_id = o.depends_id
            where o.connection = ? and o.kind = ? and o.state = ? and o.id > ? and not (""" + BLOCKED_BY_CONTACT + """
            ) order by o.connection, o.state, o.kind, o.id limit ?""";
    private static final String COUNT_WAITING = """
            select count(*) from outbox o where o.connection = ? and o.kind = ? and o.state = ? and not (""" + BLOCKED_BY_CONTACT + ")";

    private static final String HELD_ROWS = "connection = ? and kind = 'invoice' and state = ? and reason is not null";
    private static final String HELD = "select source_id, number, reason from source_document where " + HELD_ROWS
            + " and source_id > ? order by connection, state, kind, source_id limit ?";
    private static final String COUNT_HELD = "select count(*) from source_document where " + HELD_ROWS;
    private static final String HELD_BY_REASON = "select reason, count(*) as documents from source_document where "
            + "connection = ? and kind = 'invoice' and state in ('changed', 'edit') and reason is not null"
            + " group by reason order by reason";
    private static final List<DocumentState> HELD_IN = List.of(DocumentState.CHANGED, DocumentState.EDIT);

    private final String connection;
    private final JdbcTemplate jdbc;

    public DocumentPages(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** From the beginning to the end of a cycle, both included, as exact as the tables are. */
    public record Span(Instant from, Instant to) {
        public Span {
            from = from.truncatedTo(ChronoUnit.MICROS);
            to = to.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
        }
    }

    /** A document that was done, with its twin as it stands now. */
    public record Finished(
            long id,
            Instant finishedAt,
            Kind kind,
            long sourceId,
            String outcome,
            @Nullable String number,
            @Nullable String sourceNumber,
            @Nullable String targetId,
            @Nullable String status,
            @Nullable BigDecimal total,
            @Nullable String currency) {}

    /** A document left out on purpose, and why. */
    public record Skipped(
            Kind kind,
            long sourceId,
            @Nullable String number,
            @Nullable String reason) {}

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

    /** What was done in the span, each document once. */
    public Iterator<List<Finished>> finished(Span span) {
        List<PageByPage.Source<Finished>> kinds = new ArrayList<>();
        KINDS.forEach(kind -> kinds.add(last -> finished(kind, span, last)));
        return new PageByPage<>(kinds);
    }

    private List<Finished> finished(Kind kind, Span span, @Nullable Finished last) {
        Instant after = last == null ? span.from() : last.finishedAt();
        return jdbc.query(
                FINISHED,
                (rows, n) -> new Finished(
                        rows.getLong("id"),
                        Sql.instant(rows, "finished_at"),
                        kind,
                        rows.getLong("source_id"),
                        rows.getString("outcome"),
                        rows.getString("number"),
                        rows.getString("source_number"),
                        rows.getString("target_id"),
                        rows.getString("target_status"),
                        Sql.amountOrNull(rows, "total"),
                        rows.getString("currency")),
                connection,
                kind.code(),
                Sql.at(span.from()),
                Sql.at(span.to()),
                Sql.at(span.from()),
                Sql.at(span.to()),
                Sql.at(after),
                Sql.at(after),
                last == null ? 0 : last.id(),
                PAGE);
    }

    public long countFinished(Span span) {
        return KINDS.stream()
                .mapToLong(kind -> count(
                        COUNT_FINISHED,
                        connection,
                        kind.code(),
                        Sql.at(span.from()),
                        Sql.at(span.to()),
                        Sql.at(span.from()),
                        Sql.at(span.to())))
                .sum();
    }

    /** What stands skipped. */
    public Iterator<List<Skipped>> skipped() {
        return byId(
                Skipped::sourceId,
                KINDS.stream()
                        .<LongFunction<List<Skipped>>>map(kind -> after -> jdbc.query(
                                SKIPPED,
                                (rows, n) -> new Skipped(
                                        kind,
                                        rows.getLong("source_id"),
                                        rows.getString("number"),
                                        rows.getString("reason")),
                                connection,
                                kind.code(),
                                after,
                                PAGE))
                        .toList());
    }

    public long countSkipped() {
        return KINDS.stream()
                .mapToLong(kind -> count(COUNT_SKIPPED, connection, kind.code()))
                .sum();
    }

    /** What stands failed; what is blocked by its contact shows the contact's cause. */
    public Iterator<List<Failed>> failed() {
        List<LongFunction<List<Failed>>> lists = new ArrayList<>();
        for (Kind kind : KINDS) {
            for (String sql : List.of(FAILED, BLOCKED)) {
                lists.add(after -> jdbc.query(sql, Overview::failedRow, connection, kind.code(), after, PAGE));
            }
        }
        return byId(Failed::id, lists);
    }

    public long countFailed() {
        return KINDS.stream()
                .mapToLong(kind ->
                        count(COUNT_FAILED, connection, kind.code()) + count(COUNT_BLOCKED, connection, kind.code()))
                .sum();
    }

    /** One that stands failed or was given up, by the id of its row. */
    public Optional<Failed> problem(long id) {
        return Stream.of(PROBLEM, BLOCKED_PROBLEM)
                .flatMap(sql -> jdbc.query(sql, Overview::failedRow, connection, id).stream())
                .findFirst();
    }

    /** What people gave up. */
    public Iterator<List<Failed>> discarded() {
        return byId(
                Failed::id,
                KINDS.stream()
                        .<LongFunction<List<Failed>>>map(kind -> after ->
                                jdbc.query(DISCARDED, Overview::failedRow, connection, kind.code(), after, PAGE))
                        .toList());
    }

    public long countDiscarded() {
        return KINDS.stream()
                .mapToLong(kind -> count(COUNT_DISCARDED, connection, kind.code()))
                .sum();
    }

    /** What goes on by itself. */
    public Iterator<List<Waiting>> waiting() {
        List<LongFunction<List<Waiting>>> lists = new ArrayList<>();
        for (Kind kind : KINDS) {
            OPEN.forEach(state -> lists.add(after -> waiting(kind, state, after)));
        }
        return byId(Waiting::id, lists);
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
                PAGE);
    }

    /** A document about which nothing can be decided, because something it rests on could not be read. */
    public record Held(Kind kind, long sourceId, @Nullable String number, String reason) {}

    /** What waits to be decided, and why. */
    public Iterator<List<Held>> held() {
        return byId(
                Held::sourceId,
                HELD_IN.stream()
                        .<LongFunction<List<Held>>>map(state -> after -> jdbc.query(
                                HELD,
                                (rows, n) -> new Held(
                                        Kind.INVOICE,
                                        rows.getLong("source_id"),
                                        rows.getString("number"),
                                        rows.getString("reason")),
                                connection,
                                state.code(),
                                after,
                                PAGE))
                        .toList());
    }

    public long countHeld() {
        return HELD_IN.stream()
                .mapToLong(state -> count(COUNT_HELD, connection, state.code()))
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
        return KINDS.stream()
                .flatMap(
                        kind -> OPEN.stream().map(state -> count(COUNT_WAITING, connection, kind.code(), state.code())))
                .mapToLong(Long::longValue)
                .sum();
    }

    private long count(String sql, @Nullable Object... values) {
        Long count = jdbc.queryForObject(sql, Long.class, values);
        return count == null ? 0 : count;
    }

    private interface Id<T> {
        long of(T row);
    }

    private static <T> Iterator<List<T>> byId(Id<T> id, List<LongFunction<List<T>>> lists) {
        List<PageByPage.Source<T>> sources = new ArrayList<>();
        lists.forEach(list -> sources.add(last -> list.apply(last == null ? 0 : id.of(last))));
        return new PageByPage<>(sources);
    }
}
