package org.harvestxero.ledger;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads over several tables, for people: what was copied, what failed and why, what waits for what. */
public final class Overview {
    private static final String FINISHED = """
            select o.kind, o.source_id, o.action, o.outcome, o.warnings, coalesce(l.number, o.number) as number,
            coalesce(o.number, l.number) as source_number, l.target_id,
            l.target_status, coalesce(o.total, l.total) as total, coalesce(o.currency, l.currency) as currency
            from outbox o left join link l on l.connection = o.connection and l.kind = o.kind and l.source_id = o.source_id
            where o.connection = ? and o.state = 'done' and o.finished_at >= ? and o.kind <> 'contact'
            order by o.kind, o.id""";
    private static final String FAILED_COLUMNS = """
            select o.id, o.kind, o.source_id, o.number, o.currency, o.total, o.attempts, o.message, o.state, o.next_attempt_at,
            o.first_failed_at, o.last_failed_at, o.notified_at, c.id as cause_id, c.code, c.subject, c.sentence, c.remedy, c.heals
            from outbox o join cause c on c.id = o.cause_id
            """;
    private static final String BLOCKED_COLUMNS = """
            select o.id, o.kind, o.source_id, o.number, o.currency, o.total, b.attempts, b.message, b.state, b.next_attempt_at,
            b.first_failed_at, b.last_failed_at, o.notified_at, c.id as cause_id, c.code, c.subject, c.sentence, c.remedy, c.heals
            from outbox o
            join outbox b on b.connection = o.connection and b.kind = 'contact' and b.source_id = o.depends_id
                and b.state = 'failed'
            join cause c on c.id = b.cause_id
            """;
    private static final String FAILED = FAILED_COLUMNS + """
             where o.connection = ? and o.state = 'failed' and o.kind <> 'contact'
            union all
            """ + BLOCKED_COLUMNS + """
             where o.connection = ? and o.state = 'waiting' and o.depends_kind = 'contact'
            order by 12 desc, 1""";
    private static final String DISCARDED = FAILED_COLUMNS + """
             where o.connection = ? and o.state = 'discarded' and o.kind <> 'contact' order by o.last_failed_at desc, o.id""";
    private static final String WAITING = """
            select o.kind, o.source_id, o.number, o.state, o.depends_kind, o.depends_id, o.depends_status, o.next_attempt_at,
            o.batch_id, l.target_id, l.target_status, l.agrees, o.created_at,
            (select min(f.state) from outbox f where f.connection = o.connection and f.kind = o.depends_kind
                and f.source_id = o.depends_id and f.state = 'failed') as blocked
            from outbox o left join link l on l.connection = o.connection and l.kind = o.depends_kind and l.source_id = o.depends_id
            where o.connection = ? and o.state in ('waiting', 'sending') and o.kind <> 'contact' order by o.id limit ?""";
    private static final String COUNTS = """
            select
            (select count(*) from link where connection = ? and kind <> 'contact') as copied,
            (select count(*) from outbox where connection = ? and state = 'failed' and kind <> 'contact')
            + (select count(*) from outbox o where o.connection = ? and o.state = 'waiting' and o.depends_kind = 'contact'
                and exists (select 1 from outbox b where b.connection = o.connection and b.kind = 'contact'
                    and b.source_id = o.depends_id and b.state = 'failed')) as failed,
            (select count(*) from outbox where connection = ? and state in ('waiting', 'sending')) as waiting,
            (select min(coalesce(first_failed_at, created_at)) from outbox
                where connection = ? and state in ('failed', 'waiting', 'sending')) as oldest""";

    private final JdbcTemplate jdbc;

    Overview(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A row that was done, with its twin as it stands now. */
    public record Finished(
            Kind kind,
            long sourceId,
            Action action,
            String outcome,
            @Nullable String warnings,
            @Nullable String number,
            @Nullable String sourceNumber,
            @Nullable String targetId,
            @Nullable String status,
            @Nullable BigDecimal total,
            @Nullable String currency) {}

    /** A document that stands failed; one blocked by its contact shows the contact's cause. */
    public record Failed(
            long id,
            Kind kind,
            long sourceId,
            @Nullable String number,
            @Nullable String currency,
            @Nullable BigDecimal total,
            int attempts,
            @Nullable String message,
            RowState state,
            Instant nextAttemptAt,
            @Nullable Instant firstFailedAt,
            @Nullable Instant lastFailedAt,
            @Nullable Instant notifiedAt,
            long causeId,
            String code,
            String subject,
            String sentence,
            String remedy,
            String heals) {}

    /** A row that goes on by itself. */
    public record Waiting(
            Kind kind,
            long sourceId,
            @Nullable String number,
            RowState state,
            Optional<Outbox.Dependency> dependsOn,
            boolean linked,
            @Nullable String linkedStatus,
            boolean linkedAgrees,
            boolean blocked,
            Instant nextAttemptAt,
            Instant createdAt) {}

    /** @param oldestUnresolved since when the oldest failed or waiting row is so */
    public record Counts(
            long copied,
            long failed,
            long waiting,
            @Nullable Instant oldestUnresolved) {}

    /** What was done at or after {@code since}. */
    public List<Finished> finished(String connection, Instant since) {
        return jdbc.query(
                FINISHED,
                (rows, n) -> new Finished(
                        Kind.of(rows.getString("kind")),
                        rows.getLong("source_id"),
                        Action.of(rows.getString("action")),
                        rows.getString("outcome"),
                        rows.getString("warnings"),
                        rows.getString("number"),
                        rows.getString("source_number"),
                        rows.getString("target_id"),
                        rows.getString("target_status"),
                        rows.getBigDecimal("total"),
                        rows.getString("currency")),
                connection,
                Sql.at(since));
    }

    /** Every document that stands failed, newest first. */
    public List<Failed> failed(String connection) {
        return jdbc.query(FAILED, Overview::failedRow, connection, connection);
    }

    public List<Failed> discarded(String connection) {
        return jdbc.query(DISCARDED, Overview::failedRow, connection);
    }

    public List<Waiting> waiting(String connection, int limit) {
        return jdbc.query(
                WAITING,
                (rows, n) -> {
                    String on = rows.getString("depends_kind");
                    return new Waiting(
                            Kind.of(rows.getString("kind")),
                            rows.getLong("source_id"),
                            rows.getString("number"),
                            RowState.of(rows.getString("state")),
                            on == null
                                    ? Optional.empty()
                                    : Optional.of(new Outbox.Dependency(
                                            Kind.of(on), rows.getLong("depends_id"), rows.getString("depends_status"))),
                            rows.getString("target_id") != null,
                            rows.getString("target_status"),
                            rows.getBoolean("agrees"),
                            rows.getString("blocked") != null,
                            Sql.instant(rows, "next_attempt_at"),
                            Sql.instant(rows, "created_at"));
                },
                connection,
                limit);
    }

    public Counts counts(String connection) {
        return jdbc.queryForObject(
                COUNTS,
                (rows, n) -> new Counts(
                        rows.getLong("copied"),
                        rows.getLong("failed"),
                        rows.getLong("waiting"),
                        Sql.instantOrNull(rows, "oldest")),
                connection,
                connection,
                connection,
                connection,
                connection);
    }

    private static Failed failedRow(ResultSet rows, int n) throws SQLException {
        return new Failed(
                rows.getLong("id"),
                Kind.of(rows.getString("kind")),
                rows.getLong("source_id"),
                rows.getString("number"),
                rows.getString("currency"),
                rows.getBigDecimal("total"),
                rows.getInt("attempts"),
                rows.getString("message"),
                RowState.of(rows.getString("state")),
                Sql.instant(rows, "next_attempt_at"),
                Sql.instantOrNull(rows, "first_failed_at"),
                Sql.instantOrNull(rows, "last_failed_at"),
                Sql.instantOrNull(rows, "notified_at"),
                rows.getLong("cause_id"),
                rows.getString("code"),
                rows.getString("subject"),
                rows.getString("sentence"),
                rows.getString("remedy"),
                rows.getString("heals"));
    }
}
