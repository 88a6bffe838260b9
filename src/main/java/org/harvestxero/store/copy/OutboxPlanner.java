package org.harvestxero.store.copy;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Plans what is to be done in Xero: rows of table {@code outbox}, recorded before anything is sent. Planning the same revision twice adds
 * nothing; an unsent row gives way to a newer revision of its document.
 */
public final class OutboxPlanner {
    private static final String INSERT = """
            insert into outbox (connection, kind, source_id, revision, action, state, group_id, order_key, depends_kind, depends_id,
            depends_status, content, written, number, currency, total, total_tax, next_attempt_at, created_at)
            values (?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String FOUND = """
            insert into outbox (connection, kind, source_id, revision, action, state, outcome, group_id, order_key, number, currency,
            total, next_attempt_at, created_at)
            values (?, ?, ?, ?, ?, ?, 'adopted', ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String REPLACE = """
            update outbox set action = ?, state = 'waiting', order_key = ?, depends_kind = ?, depends_id = ?, depends_status = ?,
            content = ?, written = ?, number = ?, currency = ?, total = ?, total_tax = ?, next_attempt_at = ?, batch_id = null, position = null,
            cause_id = null, message = null, notified_at = null
            where connection = ? and kind = ? and source_id = ? and revision = ?
            and (state in ('waiting', 'failed') or (state = 'superseded' and batch_id is null))""";
    private static final String SUPERSEDE = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = ? and source_id = ? and revision <> ? and state in ('waiting', 'failed')""";
    private static final String SUPERSEDE_BUT = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = ? and source_id = ? and revision <> ? and revision not like ?
            and state in ('waiting', 'failed')""";
    private static final String SETTLE = """
            update outbox set state = 'discarded', message = ?, finished_at = ?
            where connection = ? and kind = ? and source_id = ? and revision = ? and state = 'waiting'""";
    private static final String BALANCES_SETTLED = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = 'invoice' and state = 'failed' and revision like 'balance:%'
            and not exists (select 1 from source_document d where d.connection = outbox.connection and d.kind = 'invoice'
                and d.source_id = outbox.source_id and d.state <> 'gone'
                and outbox.revision = 'balance:' || cast(d.due_amount as varchar(30)))""";

    /** No row has this revision. */
    private static final String NONE = "";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public OutboxPlanner(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records the intent; replaces an unsent one of the same revision. False when that revision is sent or done already. */
    public boolean plan(Intent intent) {
        Instant now = clock.instant();
        return jdbc.update(INSERT, inserted(connection, intent, now)) == 1 || replace(intent, now);
    }

    /** Records what turned out to be done without our knowing: done, or sending until it is adopted. False when it is known already. */
    public boolean found(Intent intent, OutboxState state) {
        Instant now = clock.instant();
        return jdbc.update(
                        FOUND,
                        connection,
                        intent.kind().code(),
                        intent.sourceId(),
                        intent.revision().toString(),
                        intent.action().code(),
                        state.code(),
                        intent.groupId(),
                        intent.orderKey(),
                        Sql.cut(intent.number(), 300),
                        intent.currency(),
                        intent.total(),
                        Sql.at(now),
                        Sql.at(now))
                == 1;
    }

    /** Records intents of different documents; other unsent versions of each give way. */
    public void planAll(List<Intent> intents) {
        Instant now = clock.instant();
        jdbc.batchUpdate(
                SUPERSEDE,
                intents.stream()
                        .map(intent -> new Object[] {
                            Sql.at(now),
                            connection,
                            intent.kind().code(),
                            intent.sourceId(),
                            intent.revision().toString()
                        })
                        .toList());
        int[] added = jdbc.batchUpdate(
                INSERT,
                intents.stream()
                        .map(intent -> inserted(connection, intent, now))
                        .toList());
        for (int i = 0; i < added.length; i++) {
            if (added[i] == 0) {
                replace(intents.get(i), now);
            }
        }
    }

    private static @Nullable Object[] inserted(String connection, Intent intent, Instant now) {
        Dependency on = intent.dependsOn();
        return new @Nullable Object[] {
            connection,
            intent.kind().code(),
            intent.sourceId(),
            intent.revision().toString(),
            intent.action().code(),
            intent.groupId(),
            intent.orderKey(),
            on == null ? null : on.kind().code(),
            on == null ? null : on.sourceId(),
            on == null ? null : on.status(),
            Sql.bytes(intent.content()),
            Sql.bytes(intent.written()),
            Sql.cut(intent.number(), 300),
            intent.currency(),
            intent.total(),
            intent.totalTax(),
            Sql.at(now),
            Sql.at(now)
        };
    }

    private boolean replace(Intent intent, Instant now) {
        Dependency on = intent.dependsOn();
        return jdbc.update(
                        REPLACE,
                        intent.action().code(),
                        intent.orderKey(),
                        on == null ? null : on.kind().code(),
                        on == null ? null : on.sourceId(),
                        on == null ? null : on.status(),
                        Sql.bytes(intent.content()),
                        Sql.bytes(intent.written()),
                        Sql.cut(intent.number(), 300),
                        intent.currency(),
                        intent.total(),
                        intent.totalTax(),
                        Sql.at(now),
                        connection,
                        intent.kind().code(),
                        intent.sourceId(),
                        intent.revision().toString())
                == 1;
    }

    /** Other unsent versions of the document give way to {@code revision}; gives their number. */
    public int supersede(Kind kind, long sourceId, Revision revision) {
        return jdbc.update(SUPERSEDE, Sql.at(clock.instant()), connection, kind.code(), sourceId, revision.toString());
    }

    /** Every unsent version of the document gives way. */
    public void supersede(Kind kind, long sourceId) {
        jdbc.update(SUPERSEDE, Sql.at(clock.instant()), connection, kind.code(), sourceId, NONE);
    }

    /** For each row, other unsent versions of its document give way to it; gives their numbers. */
    public int[] supersedeAll(List<Row> rows) {
        OffsetDateTime now = Sql.at(clock.instant());
        return jdbc.batchUpdate(
                SUPERSEDE,
                rows.stream()
                        .map(row -> new @Nullable Object[] {
                            now,
                            connection,
                            row.kind().code(),
                            row.sourceId(),
                            row.revision().toString()
                        })
                        .toList());
    }

    /** The same, sparing those of the kind {@code spared}. */
    public void supersedeBut(Kind kind, long sourceId, Revision revision, RevisionKind spared) {
        jdbc.update(
                SUPERSEDE_BUT,
                Sql.at(clock.instant()),
                connection,
                kind.code(),
                sourceId,
                revision.toString(),
                spared.prefix() + "%");
    }

    /** Records that there is nothing to do for the intent, so that it isn't planned again. */
    public void settle(Intent intent, String why) {
        if (plan(intent)) {
            Instant now = clock.instant();
            jdbc.update(
                    SETTLE,
                    why,
                    Sql.at(now),
                    connection,
                    intent.kind().code(),
                    intent.sourceId(),
                    intent.revision().toString());
        }
    }

    /** Reported credit balances that are gone or have another amount by now give way. */
    public void supersedeSettledBalances() {
        jdbc.update(BALANCES_SETTLED, Sql.at(clock.instant()), connection);
    }
}
