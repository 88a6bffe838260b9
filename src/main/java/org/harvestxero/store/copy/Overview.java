package org.harvestxero.store.copy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads over several tables, for people: how much was copied, what failed and why. */
public final class Overview {
    static final String FAILED_COLUMNS = """
            select o.id, o.kind, o.source_id, o.number, o.currency, o.total, o.attempts, o.message, o.state, o.next_attempt_at,
            o.first_failed_at, o.last_failed_at, o.notified_at, c.id as cause_id, c.code, c.subject, coalesce(o.sentence, c.sentence) as sentence,
            coalesce(o.remedy, c.remedy) as remedy, c.heals
            from outbox o join cause c on c.id = o.cause_id
            """;
    static final String BLOCKED_COLUMNS = """
            select o.id, o.kind, o.source_id, o.number, o.currency, o.total, b.attempts, b.message, b.state, b.next_attempt_at,
            b.first_failed_at, b.last_failed_at, o.notified_at, c.id as cause_id, c.code, c.subject, coalesce(b.sentence, c.sentence) as sentence,
            coalesce(b.remedy, c.remedy) as remedy, c.heals
            from outbox o
            join outbox b on b.connection = o.connection and b.kind = 'contact' and b.source_id = o.depends_id
                and b.state = 'failed' and b.revision <> 'complete'
            join cause c on c.id = b.cause_id
            """;
    private static final String COUNTS = """
            select
            (select count(*) from link where connection = ? and kind <> 'contact') as copied,
            (select count(*) from outbox where connection = ? and state = 'failed' and kind <> 'contact')
            + (select count(*) from outbox o where o.connection = ? and o.state = 'waiting' and o.depends_kind = 'contact'
                and exists (select 1 from outbox b where b.connection = o.connection and b.kind = 'contact'
                    and b.source_id = o.depends_id and b.state = 'failed' and b.revision <> 'complete')) as failed,
            (select count(*) from outbox o where o.connection = ? and o.state in ('waiting', 'sending') and o.kind <> 'contact'
                and not (o.state = 'waiting' and o.depends_kind = 'contact'
                    and exists (select 1 from outbox b where b.connection = o.connection and b.kind = 'contact'
                        and b.source_id = o.depends_id and b.state = 'failed' and b.revision <> 'complete')))
            + (select count(*) from source_document where connection = ? and kind = 'invoice' and state in ('changed', 'edit')
                and reason is not null) as waiting,
            (select min(coalesce(first_failed_at, created_at)) from outbox
                where connection = ? and state in ('failed', 'waiting', 'sending')) as oldest""";

    private static final String FAILED_BY_CAUSE = """
            select code, count(*) as documents from (
                select c.code from outbox o join cause c on c.id = o.cause_id
                where o.connection = ? and o.state = 'failed' and o.kind <> 'contact'
                union all
                select c.code from outbox o
                join outbox b on b.connection = o.connection and b.kind = 'contact' and b.source_id = o.depends_id
                    and b.state = 'failed'
                join cause c on c.id = b.cause_id
                where o.connection = ? and o.state = 'waiting' and o.depends_kind = 'contact'
            ) failed group by code""";

    private static final String FAILED_SINCE = """
            select id, kind, number, code, sentence from (
                select o.id, o.kind, o.number, c.code, coalesce(o.sentence, c.sentence) as sentence
                from outbox o join cause c on c.id = o.cause_id
                where o.connection = ? and o.state = 'failed' and o.kind <> 'contact' and o.first_failed_at > ?
                union all
                select o.id, o.kind, o.number, c.code, coalesce(b.sentence, c.sentence) as sentence
                from outbox o
                join outbox b on b.connection = o.connection and b.kind = 'contact' and b.source_id = o.depends_id
                    and b.state = 'failed' and b.revision <> 'complete'
                join cause c on c.id = b.cause_id
                where o.connection = ? and o.state = 'waiting' and o.depends_kind = 'contact'
                    and (b.first_failed_at > ? or o.created_at > ?)
            ) failed order by id limit ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public Overview(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param oldestUnresolved since when the oldest failed or waiting row is so */
    public record Counts(
            long copied,
            long failed,
            long waiting,
            @Nullable Instant oldestUnresolved) {}

    public Counts counts() {
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
                connection,
                connection);
    }

    /** Of a document that failed: what it is known by and why. */
    public record NewlyFailed(long id, Kind kind, @Nullable String number, String code, String sentence) {}

    /** Documents that stand failed and did not before that moment, at most so many; one that failed again is left out. */
    public List<NewlyFailed> failedSince(Instant since, int most) {
        OffsetDateTime after = Sql.at(since);
        return jdbc.query(
                FAILED_SINCE,
                (rows, n) -> new NewlyFailed(
                        rows.getLong("id"),
                        Kind.of(rows.getString("kind")),
                        rows.getString("number"),
                        rows.getString("code"),
                        rows.getString("sentence")),
                connection,
                after,
                connection,
                after,
                after,
                most);
    }

    /** How many documents stand failed, by code of the cause. */
    public Map<String, Long> failedByCause() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.query(
                FAILED_BY_CAUSE,
                rows -> {
                    counts.put(rows.getString("code"), rows.getLong("documents"));
                },
                connection,
                connection);
        return counts;
    }
}
