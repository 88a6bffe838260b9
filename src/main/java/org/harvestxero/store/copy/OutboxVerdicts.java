package org.harvestxero.store.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.database.ListUpdate;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Records in table {@code outbox} what became of a row: Xero took it, Xero or our own rules refused it, or it turned out to be there
 * already.
 */
public final class OutboxVerdicts {
    private static final String SUPERSEDE_FAILED = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = ? and source_id = ? and id < ? and state = 'failed'""";
    private static final String DONE = """
            update outbox set state = 'done', outcome = ?, warnings = ?, message = null, cause_id = null, finished_at = ?
            where id = ? and state = 'sending'""";
    private static final String DONE_ALL = """
            update outbox o set state = 'done', outcome = ?, warnings = null, message = null, cause_id = null, finished_at = ?
            from unnest(?) taken(id) where o.id = taken.id and state = 'sending'""";
    private static final String FAIL = """
            update outbox set state = 'failed', cause_id = ?, sentence = ?, remedy = ?, message = ?, next_attempt_at = ?, last_failed_at = ?,
            first_failed_at = coalesce(first_failed_at, ?), batch_id = null, position = null
            where id = ? and state in ('waiting', 'sending')""";
    private static final String INSERT_FAILED = """
            insert into outbox (connection, kind, source_id, revision, action, state, group_id, order_key, number, currency, total,
            attempts, next_attempt_at, cause_id, sentence, remedy, message, first_failed_at, last_failed_at, created_at)
            values (?, ?, ?, ?, ?, 'failed', ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String FAIL_AGAIN = """
            update outbox set state = 'failed', attempts = attempts + 1, cause_id = ?, sentence = ?, remedy = ?, message = ?, next_attempt_at = ?,
            last_failed_at = ?, first_failed_at = coalesce(first_failed_at, ?), finished_at = null
            where connection = ? and kind = ? and source_id = ? and revision = ?
            and (state in ('waiting', 'failed') or (state = 'superseded' and batch_id is null))""";
    private static final String FOUND_WAITING =
            "update outbox set state = 'sending' where id = ? and state = 'waiting'";
    private static final String REOPEN = "update outbox set state = 'sending' where id = ? and state = 'failed'";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final ListUpdate doneAll;
    private final Clock clock;

    public OutboxVerdicts(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.doneAll = new ListUpdate(jdbc, DONE_ALL);
        this.clock = clock;
    }

    /** A row that is done, and what Xero warned of. */
    public record Done(long id, @Nullable String warnings) {}

    /** @param outcome created, updated, adopted or deleted */
    public boolean done(long id, String outcome, @Nullable String warnings) {
        return jdbc.update(DONE, outcome, Sql.cut(warnings, 4000), Sql.at(clock.instant()), id) == 1;
    }

    /** @param outcome created or adopted, for all of them */
    public void doneAll(List<Done> rows, String outcome) {
        List<Long> plain = rows.stream()
                .filter(row -> row.warnings() == null)
                .map(Done::id)
                .toList();
        if (!plain.isEmpty()) {
            doneAll.update(outcome, Sql.at(clock.instant()), Sql.numbers(plain));
        }
        rows.stream().filter(row -> row.warnings() != null).forEach(row -> done(row.id(), outcome, row.warnings()));
    }

    public boolean fail(long id, Reason reason, String message, Instant nextAttempt) {
        KeptReason why = KeptReason.of(reason, message);
        Instant now = clock.instant();
        return jdbc.update(
                        FAIL,
                        why.cause(),
                        why.sentence(),
                        why.remedy(),
                        why.message(),
                        Sql.at(nextAttempt),
                        Sql.at(now),
                        Sql.at(now),
                        id)
                == 1;
    }

    /** Records a document that our own rules refuse, so that it stands in the same list as those Xero refused. */
    public void refuse(Intent intent, Reason reason, String message, Instant nextAttempt) {
        KeptReason why = KeptReason.of(reason, message);
        Instant now = clock.instant();
        int added = jdbc.update(
                INSERT_FAILED,
                connection,
                intent.kind().code(),
                intent.sourceId(),
                intent.revision().toString(),
                intent.action().code(),
                intent.groupId(),
                intent.orderKey(),
                Sql.cut(intent.number(), 300),
                intent.currency(),
                intent.total(),
                Sql.at(nextAttempt),
                why.cause(),
                why.sentence(),
                why.remedy(),
                why.message(),
                Sql.at(now),
                Sql.at(now),
                Sql.at(now));
        if (added == 0) {
            jdbc.update(
                    FAIL_AGAIN,
                    why.cause(),
                    why.sentence(),
                    why.remedy(),
                    why.message(),
                    Sql.at(nextAttempt),
                    Sql.at(now),
                    Sql.at(now),
                    connection,
                    intent.kind().code(),
                    intent.sourceId(),
                    intent.revision().toString());
        }
    }

    /** A waiting row counts as sent, because its document turned out to be in Xero; false when it no longer waits. */
    public boolean foundWaiting(long id) {
        return jdbc.update(FOUND_WAITING, id) == 1;
    }

    /** A failed row goes back to sending, because it turned out to be in Xero; false when it no longer stands failed. */
    public boolean reopen(long id) {
        return jdbc.update(REOPEN, id) == 1;
    }

    /** What failed earlier of the document is settled by a row that succeeded. */
    public void supersedeFailedBefore(Kind kind, long sourceId, long id) {
        jdbc.update(SUPERSEDE_FAILED, Sql.at(clock.instant()), connection, kind.code(), sourceId, id);
    }
}
