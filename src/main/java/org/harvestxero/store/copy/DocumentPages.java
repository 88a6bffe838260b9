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
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.harvestxero.store.database.PageByPage;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Documents for people, a page at a time: what a cycle did and what it left out; {@link FailedDocumentPages} and {@link
 * WaitingDocumentPages} alike. They come kind after kind, each kind in the order it was planned or done. Between two pages nothing is held, neither rows nor a cursor nor a transaction: whoever reads may
 * take their time.
 */
public final class DocumentPages {
    /** Rows of a page. */
    static final int PAGE = 500;

    static final List<Kind> KINDS = Arrays.stream(Kind.values())
            .filter(kind -> kind != Kind.CONTACT && kind != Kind.SUPPLIER)
            .sorted(Comparator.comparing(Kind::code))
            .toList();
    /** A contact of a person stands for itself where it failed. */
    static final List<Kind> FAILING = Stream.concat(KINDS.stream(), Stream.of(Kind.SUPPLIER))
            .sorted(Comparator.comparing(Kind::code))
            .toList();

    /**
     * A document that took several steps counts once: as the first that made or adopted it, else as the last. The {@code offset}
     * has PostgreSQL look for the other steps of each document by its id; joined, it read the whole span for each.
     */
    private static final String FINISHED_ROWS = """
            o.connection = ? and o.state = 'done' and o.kind = ? and o.finished_at >= ? and o.finished_at <= ?
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
            order by o.connection, o.state, o.kind, o.finished_at, o.id limit ?""";
    private static final String COUNT_FINISHED = "select count(*) from outbox o where " + FINISHED_ROWS;
    private static final String LATEST = """
            select o.id, o.finished_at, o.kind, o.source_id, o.outcome, coalesce(l.number, o.number) as number,
            coalesce(o.number, l.number) as source_number, l.target_id,
            l.target_status, coalesce(o.total, l.total) as total, coalesce(o.currency, l.currency) as currency
            from outbox o left join link l on l.connection = o.connection and l.kind = o.kind and l.source_id = o.source_id
            where o.connection = ? and o.state = 'done' and o.kind = ? and o.finished_at >= ?
            and o.action not in ('allocate', 'deallocate')
            order by o.connection desc, o.state desc, o.kind desc, o.finished_at desc, o.id desc limit ?""";
    private static final String COUNT_DONE = """
            select count(distinct source_id) from outbox where connection = ? and state = 'done' and kind = ? and finished_at >= ?
            and action not in ('allocate', 'deallocate')""";
    private static final String SKIPPED = """
            select kind, source_id, number, reason from source_document
            where connection = ? and kind = ? and state = 'skipped' and source_id > ?
            order by connection, state, kind, source_id limit ?""";
    private static final String COUNT_SKIPPED =
            "select count(*) from source_document where connection = ? and kind = ? and state = 'skipped'";
    static final String BLOCKED_BY_CONTACT = """
            o.state = 'waiting' and o.depends_kind = 'contact' and exists (select 1 from outbox b
                where b.connection = o.connection and b.kind = 'contact' and b.source_id = o.depends_id and b.state = 'failed' and b.revision <> 'complete')
            """;

    private final String connection;
    private final JdbcTemplate jdbc;

    public DocumentPages(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Of which something can stand failed. */
    public static List<Kind> failing() {
        return FAILING;
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
            CopyOutcome outcome,
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
                finishedOf(kind),
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

    private static RowMapper<Finished> finishedOf(Kind kind) {
        return (rows, n) -> new Finished(
                rows.getLong("id"),
                Sql.instant(rows, "finished_at"),
                kind,
                rows.getLong("source_id"),
                CopyOutcome.of(rows.getString("outcome")),
                rows.getString("number"),
                rows.getString("source_number"),
                rows.getString("target_id"),
                rows.getString("target_status"),
                Sql.amountOrNull(rows, "total"),
                rows.getString("currency"));
    }

    /** The latest steps that were done since then, of all kinds together, the latest first. */
    public List<Finished> latest(Instant since, int most) {
        return KINDS.stream()
                .flatMap(kind ->
                        jdbc.query(LATEST, finishedOf(kind), connection, kind.code(), Sql.at(since), most).stream())
                .sorted(Comparator.comparing(Finished::finishedAt)
                        .thenComparing(Finished::id)
                        .reversed())
                .limit(most)
                .toList();
    }

    /** How many documents had something done since then. */
    public long countDone(Instant since) {
        return countDoneByKind(since).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The same for each kind of which there are any, under the kind's word. */
    public Map<String, Long> countDoneByKind(Instant since) {
        Map<String, Long> done = new LinkedHashMap<>();
        for (Kind kind : KINDS) {
            long count = Sql.count(jdbc, COUNT_DONE, connection, kind.code(), Sql.at(since));
            if (count > 0) {
                done.put(kind.code(), count);
            }
        }
        return done;
    }

    public long countFinished(Span span) {
        return KINDS.stream()
                .mapToLong(kind -> Sql.count(
                        jdbc,
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
                .mapToLong(kind -> Sql.count(jdbc, COUNT_SKIPPED, connection, kind.code()))
                .sum();
    }

    interface Id<T> {
        long of(T row);
    }

    static <T> Iterator<List<T>> byId(Id<T> id, List<LongFunction<List<T>>> lists) {
        List<PageByPage.Source<T>> sources = new ArrayList<>();
        lists.forEach(list -> sources.add(last -> list.apply(last == null ? 0 : id.of(last))));
        return new PageByPage<>(sources);
    }
}
