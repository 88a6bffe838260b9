package org.harvestxero.store.copy;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.database.PageByPage;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Table {@code outbox}: each row one thing to do in Xero, recorded before anything is sent. A row is unique per connection, kind,
 * source id and revision, so that planning twice adds nothing.
 */
public final class OutboxTable {
    private static final String COLUMNS = """
            o.id, o.kind, o.source_id, o.revision, o.action, o.state, o.group_id, o.order_key, o.depends_kind, o.depends_id,
            o.depends_status, o.content, o.written, o.number, o.currency, o.total, o.total_tax, o.batch_id, o.position, o.attempts,
            o.next_attempt_at, o.message
            """;

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

    private static final String SUPERSEDE_FAILED = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = ? and source_id = ? and id < ? and state = 'failed'""";
    private static final String SUPERSEDE_BUT = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = ? and source_id = ? and revision <> ? and revision not like ?
            and state in ('waiting', 'failed')""";

    private static final String CLAIMABLE = "select " + COLUMNS + """
            , l.target_id as depends_target
            from outbox o
            left join link l on l.connection = o.connection and l.kind = o.depends_kind and l.source_id = o.depends_id
            where o.connection = ? and o.kind = ? and o.action = ? and o.state = 'waiting' and o.next_attempt_at <= ? and o.id > ?
            and (o.depends_kind is null or (l.target_id is not null
                and (o.depends_status is null or (l.agrees and l.target_status in (o.depends_status, 'PAID')))))
            and not exists (select 1 from outbox e where e.connection = o.connection and e.kind = o.kind
                and e.group_id = o.group_id and e.id <> o.id and e.order_key < o.order_key
                and (e.state in ('waiting', 'sending')
                    or (e.state = 'failed' and o.action in ('void', 'delete')
                        and (e.revision like 'rename:%' or e.action = 'deallocate'))))
            and not exists (select 1 from outbox s where s.connection = o.connection and s.kind = o.kind
                and s.group_id = o.group_id and s.id <> o.id and s.state = 'sending')
            and (o.action <> 'create' or not exists (select 1 from link k where k.connection = o.connection
                and k.kind = o.kind and k.source_id = o.source_id))
            order by o.connection, o.state, o.kind, o.id limit ?""";
    private static final String CLAIM = """
            update outbox set state = 'sending', batch_id = ?, position = ?, attempts = attempts + 1
            where id = ? and state = 'waiting'""";
    private static final String REBATCH = """
            update outbox set batch_id = ?, position = ? where id = ? and state = 'sending' and batch_id = ?""";
    private static final String OF_BATCH = "select " + COLUMNS + """
            , l.target_id as depends_target
            from outbox o
            left join link l on l.connection = o.connection and l.kind = o.depends_kind and l.source_id = o.depends_id
            where o.connection = ? and o.state = 'sending' and o.batch_id = ? order by o.position""";
    private static final String DONE = """
            update outbox set state = 'done', outcome = ?, warnings = ?, message = null, cause_id = null, finished_at = ?
            where id = ? and state = 'sending'""";
    private static final String RELEASE = """
            update outbox set state = 'waiting', batch_id = null, position = null, next_attempt_at = ?, message = ?
            where id = ? and state = 'sending'""";
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
    private static final String FIND =
            "select " + COLUMNS + ", cast(null as varchar(60)) as depends_target from outbox o where o.id = ?";
    private static final String OPEN_OF = "select " + COLUMNS + """
            , cast(null as varchar(60)) as depends_target from outbox o
            where o.connection = ? and o.kind = ? and o.source_id = ? and o.state in ('waiting', 'sending', 'failed')
            order by o.id""";
    private static final String RETRY = """
            update outbox set next_attempt_at = ? where id = ? and state = 'failed'""";
    private static final String SETTLE = """
            update outbox set state = 'discarded', message = ?, finished_at = ?
            where connection = ? and kind = ? and source_id = ? and revision = ?""";
    private static final String CREDITS_MADE = """
            select count(*) from outbox where connection = ? and kind = 'credit-note' and source_id = ? and action = 'create'
            and state = 'done'""";
    private static final String RETRY_CONTACT_OF = """
            update outbox set next_attempt_at = ? where connection = ? and state = 'failed' and kind = 'contact' and revision <> 'complete'
            and source_id = (select o.depends_id from outbox o where o.id = ? and o.depends_kind = 'contact')""";
    private static final String POSTPONE = "update outbox set next_attempt_at = ? where id = ? and state = 'failed'";
    private static final String LATER =
            "update outbox set next_attempt_at = ?, message = ? where id = ? and state = 'waiting'";
    private static final String AGAIN = """
            update outbox set state = 'waiting', cause_id = null, message = null, next_attempt_at = ?, notified_at = null
            where id = ? and state = 'failed' and action <> 'create'""";
    private static final String TO_CREATE = "select " + COLUMNS + """
            , cast(null as varchar(60)) as depends_target from outbox o
            where o.connection = ? and o.kind = ? and o.state = 'waiting' and o.action = 'create' and o.attempts = 0 and o.id > ?
            order by o.connection, o.state, o.kind, o.id limit ?""";
    private static final String FOUND_WAITING =
            "update outbox set state = 'sending' where id = ? and state = 'waiting'";
    private static final String REOPEN = "update outbox set state = 'sending' where id = ? and state = 'failed'";
    private static final String DISCARD = """
            update outbox set state = 'discarded', message = ?, finished_at = ? where id = ? and state = 'failed'""";
    private static final String BALANCES_SETTLED = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = 'invoice' and state = 'failed' and revision like 'balance:%'
            and not exists (select 1 from source_document d where d.connection = outbox.connection and d.kind = 'invoice'
                and d.source_id = outbox.source_id and d.state <> 'gone'
                and outbox.revision = 'balance:' || cast(d.due_amount as varchar(30)))""";
    private static final String RETRY_DUE = "select " + COLUMNS + """
            , cast(null as varchar(60)) as depends_target from outbox o
            where o.connection = ? and o.kind = ? and o.state = 'failed' and o.next_attempt_at <= ? and o.id > ?
            order by o.connection, o.state, o.kind, o.id limit ?""";
    private static final String IS_RETRY_DUE =
            "select id from outbox where connection = ? and state = 'failed' and next_attempt_at <= ? limit 1";
    private static final int PAGE = 500;
    private static final String NUMBERS_TAKEN = """
            select o.id, o.number from outbox o join cause c on c.id = o.cause_id
            where o.connection = ? and o.kind = 'invoice' and o.action in ('create', 'update') and o.state = 'failed'
            and c.code in ('NUMBER_TAKEN', 'NUMBER_HELD_BY_COPY')
            order by o.id""";
    private static final String FAILED_OF =
            "select source_id from outbox where connection = ? and kind = ? and state = 'failed'";
    private static final String CONTACTS_DUE = """
            select o.id from outbox o left join cause c on c.id = o.cause_id
            where o.connection = ? and o.state = 'failed' and o.next_attempt_at <= ?
            and (o.kind = 'contact' or c.code = 'CONTACT_ARCHIVED') limit 1""";
    private static final String WAKE = """
            update outbox set next_attempt_at = ? where connection = ? and state = 'failed'
            and cause_id in (select id from cause where connection = ? and %s = ?)""";
    private static final String WAKE_HEALING = WAKE.formatted("heals");
    private static final String WAKE_CAUSE = WAKE.formatted("code");
    private static final String FAILED_IN_GROUP = """
            select o.source_id from outbox o join cause c on c.id = o.cause_id
            where o.connection = ? and o.kind = ? and o.group_id = ? and o.state = 'failed' and c.code = ?""";
    private static final String RETRY_GROUP = """
            update outbox set next_attempt_at = ? where connection = ? and kind = ? and group_id = ? and state = 'failed'
            and cause_id in (select id from cause where connection = ? and code = ?)""";
    private static final String WAKE_NUMBER = """
            update outbox set next_attempt_at = ? where connection = ? and state = 'failed' and cause_id in (select id from cause
            where connection = ? and code in ('NUMBER_TAKEN', 'NUMBER_HELD_BY_COPY') and lower(subject) = lower(?))""";
    private static final String REWORD =
            "update outbox set cause_id = ?, sentence = ?, remedy = ? where id = ? and state = 'failed'";
    private static final String COUNT_STATE = "select count(*) from outbox where connection = ? and state = ?";
    private static final String COUNT_HEALS = """
            select count(*) from outbox o join cause c on c.id = o.cause_id
            where o.connection = ? and o.state = 'failed' and c.heals = ?""";
    private static final String REFUSED_SINCE = COUNT_HEALS + " and o.last_failed_at > ?";
    private static final String CONTACTS_IN_FLIGHT = """
            select number, source_id from outbox where connection = ? and kind = 'contact' and action = 'create' and state = ?
            order by id""";

    /** The far end of time: a row that only a person, a setting or a changed document wakes. */
    public static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public OutboxTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is to be done.
     *
     * @param revision tells versions of one document apart; planning the same revision again replaces an unsent row
     * @param content what travels: a value to render for a new document, else the element itself
     * @param written for an update, what the document will look like after it
     * @param groupId rows of one group are sent one after the other, by {@code orderKey}
     * @param number the invoice's number; for contacts the name as Xero compares names
     */
    public record Intent(
            Kind kind,
            long sourceId,
            String revision,
            Action action,
            long groupId,
            String orderKey,
            @Nullable Dependency dependsOn,
            String content,
            @Nullable String written,
            @Nullable String number,
            @Nullable String currency,
            @Nullable BigDecimal total,
            @Nullable BigDecimal totalTax) {}

    /** @param status the Xero status the other document must have, null when it only has to exist */
    public record Dependency(
            Kind kind, long sourceId, @Nullable String status) {}

    /**
     * @param position place in its batch, from 0
     * @param dependsTarget Xero's id of the document this one depends on, once it is known
     */
    public record Row(
            long id,
            Kind kind,
            long sourceId,
            String revision,
            Action action,
            OutboxState state,
            long groupId,
            String orderKey,
            @Nullable Dependency dependsOn,
            @Nullable String content,
            @Nullable String written,
            @Nullable String number,
            @Nullable String currency,
            @Nullable BigDecimal total,
            @Nullable BigDecimal totalTax,
            @Nullable String batchId,
            int position,
            int attempts,
            @Nullable String message,
            @Nullable String dependsTarget) {

        /** The same row with another text. */
        public Row with(@Nullable String otherContent, @Nullable String otherWritten) {
            return new Row(
                    id,
                    kind,
                    sourceId,
                    revision,
                    action,
                    state,
                    groupId,
                    orderKey,
                    dependsOn,
                    otherContent,
                    otherWritten,
                    number,
                    currency,
                    total,
                    totalTax,
                    batchId,
                    position,
                    attempts,
                    message,
                    dependsTarget);
        }

        /** The row as it stands after {@link #claimAll}. */
        public Row claimed(String batch, int place) {
            return new Row(
                    id,
                    kind,
                    sourceId,
                    revision,
                    action,
                    OutboxState.SENDING,
                    groupId,
                    orderKey,
                    dependsOn,
                    content,
                    written,
                    number,
                    currency,
                    total,
                    totalTax,
                    batch,
                    place,
                    attempts + 1,
                    message,
                    dependsTarget);
        }
    }

    /** Why a row failed, as long as is kept of it. */
    private record Why(
            long cause,
            @Nullable String sentence,
            @Nullable String remedy,
            @Nullable String message) {
        static Why of(Reason reason, @Nullable String message) {
            return new Why(
                    reason.cause(),
                    Sql.cut(reason.sentence(), CauseTable.WORDS),
                    Sql.cut(reason.remedy(), CauseTable.WORDS),
                    Sql.cut(message, 4000));
        }
    }

    /** A row that is done, and what Xero warned of. */
    public record Done(long id, @Nullable String warnings) {}

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
                        intent.revision(),
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
                            Sql.at(now), connection, intent.kind().code(), intent.sourceId(), intent.revision()
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
            intent.revision(),
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
                        intent.revision())
                == 1;
    }

    /** Other unsent versions of the document give way to {@code revision}; gives their number. */
    public int supersede(Kind kind, long sourceId, String revision) {
        return jdbc.update(SUPERSEDE, Sql.at(clock.instant()), connection, kind.code(), sourceId, revision);
    }

    /** For each row, other unsent versions of its document give way to it; gives their numbers. */
    public int[] supersedeAll(List<Row> rows) {
        OffsetDateTime now = Sql.at(clock.instant());
        return jdbc.batchUpdate(
                SUPERSEDE,
                rows.stream()
                        .map(row -> new @Nullable Object[] {
                            now, connection, row.kind().code(), row.sourceId(), row.revision()
                        })
                        .toList());
    }

    /** The same, sparing those whose revision begins with {@code spared}. */
    public void supersedeBut(Kind kind, long sourceId, String revision, String spared) {
        jdbc.update(SUPERSEDE_BUT, Sql.at(clock.instant()), connection, kind.code(), sourceId, revision, spared + "%");
    }

    /** What failed earlier of the document is settled by a row that succeeded. */
    public void supersedeFailedBefore(Kind kind, long sourceId, long id) {
        jdbc.update(SUPERSEDE_FAILED, Sql.at(clock.instant()), connection, kind.code(), sourceId, id);
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

    /** Puts the rows into the batch by their order; false when one is no longer waiting. */
    public boolean claimAll(List<Row> rows, String batchId) {
        List<Object[]> places = new ArrayList<>();
        for (Row row : rows) {
            places.add(new Object[] {batchId, places.size(), row.id()});
        }
        return Arrays.stream(jdbc.batchUpdate(CLAIM, places)).allMatch(moved -> moved == 1);
    }

    /** Moves a row under way from one batch to another; false when it is no longer in {@code from}. */
    public boolean rebatch(long id, String from, String to, int position) {
        return jdbc.update(REBATCH, to, position, id, from) == 1;
    }

    /** The rows of a batch that have no verdict yet, in the order they were sent. */
    public List<Row> ofBatch(String batchId) {
        return jdbc.query(OF_BATCH, OutboxTable::row, connection, batchId);
    }

    /** @param outcome created, updated, adopted or deleted */
    public boolean done(long id, String outcome, @Nullable String warnings) {
        return jdbc.update(DONE, outcome, Sql.cut(warnings, 4000), Sql.at(clock.instant()), id) == 1;
    }

    /** @param outcome created or adopted, for all of them */
    public void doneAll(List<Done> rows, String outcome) {
        OffsetDateTime now = Sql.at(clock.instant());
        jdbc.batchUpdate(
                DONE,
                rows.stream()
                        .map(row -> new @Nullable Object[] {outcome, Sql.cut(row.warnings(), 4000), now, row.id()})
                        .toList());
    }

    /** Back to waiting: it will travel in a new batch. */
    public boolean release(long id, Instant nextAttempt, @Nullable String message) {
        return jdbc.update(RELEASE, Sql.at(nextAttempt), Sql.cut(message, 4000), id) == 1;
    }

    public boolean fail(long id, Reason reason, String message, Instant nextAttempt) {
        Why why = Why.of(reason, message);
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
        Why why = Why.of(reason, message);
        Instant now = clock.instant();
        int added = jdbc.update(
                INSERT_FAILED,
                connection,
                intent.kind().code(),
                intent.sourceId(),
                intent.revision(),
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
                    intent.revision());
        }
    }

    public Optional<Row> find(long id) {
        return jdbc.query(FIND, OutboxTable::row, id).stream().findFirst();
    }

    /** Rows of the document that are not finished. */
    public List<Row> openOf(Kind kind, long sourceId) {
        return jdbc.query(OPEN_OF, OutboxTable::row, connection, kind.code(), sourceId);
    }

    /** Makes a failed row due now. */
    public boolean retry(long id) {
        return jdbc.update(RETRY, Sql.at(clock.instant()), id) == 1;
    }

    /** Records that there is nothing to do for the intent, so that it isn't planned again. */
    public void settle(Intent intent, String why) {
        if (plan(intent)) {
            Instant now = clock.instant();
            jdbc.update(
                    SETTLE, why, Sql.at(now), connection, intent.kind().code(), intent.sourceId(), intent.revision());
        }
    }

    /** How many credit notes were made for the invoice so far. */
    public int attemptsAtCredit(long invoiceId) {
        Integer count = jdbc.queryForObject(CREDITS_MADE, Integer.class, connection, invoiceId);
        return count == null ? 0 : count;
    }

    /** When a failed row is looked at again by itself. */
    public void postpone(long id, Instant until) {
        jdbc.update(POSTPONE, Sql.at(until), id);
    }

    /** When a waiting row may go, and what it says meanwhile. */
    public void later(long id, Instant until, @Nullable String message) {
        jdbc.update(LATER, Sql.at(until), Sql.cut(message, 4000), id);
    }

    /** A failed change travels again as it is; false for what has nothing to send. */
    public boolean again(long id) {
        return jdbc.update(AGAIN, Sql.at(clock.instant()), id) == 1;
    }

    /** New documents of the kind that were never sent, after the row {@code afterId}. */
    public List<Row> toCreate(Kind kind, long afterId, int limit) {
        return jdbc.query(TO_CREATE, OutboxTable::row, connection, kind.code(), afterId, limit);
    }

    /** A waiting row counts as sent, because its document turned out to be in Xero; false when it no longer waits. */
    public boolean foundWaiting(long id) {
        return jdbc.update(FOUND_WAITING, id) == 1;
    }

    /** A failed row goes back to sending, because it turned out to be in Xero; false when it no longer stands failed. */
    public boolean reopen(long id) {
        return jdbc.update(REOPEN, id) == 1;
    }

    /** Makes the failed contact due that the waiting row is blocked by; false when there is none. */
    public boolean retryContactOf(long id) {
        return jdbc.update(RETRY_CONTACT_OF, Sql.at(clock.instant()), connection, id) > 0;
    }

    public boolean discard(long id, String reason) {
        return jdbc.update(DISCARD, Sql.cut(reason, 4000), Sql.at(clock.instant()), id) == 1;
    }

    /** Reported credit balances that are gone or have another amount by now give way. */
    public void supersedeSettledBalances() {
        jdbc.update(BALANCES_SETTLED, Sql.at(clock.instant()), connection);
    }

    /** Failed rows that are to be tried again, contacts first; read page by page while they are gone through. */
    public Iterator<List<Row>> retryDue() {
        OffsetDateTime now = Sql.at(clock.instant());
        List<PageByPage.Source<Row>> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            kinds.add(last -> jdbc.query(
                    RETRY_DUE, OutboxTable::row, connection, kind.code(), now, last == null ? 0 : last.id(), PAGE));
        }
        return new PageByPage<>(kinds);
    }

    public boolean isRetryDue() {
        return !jdbc.queryForList(IS_RETRY_DUE, Long.class, connection, Sql.at(clock.instant()))
                .isEmpty();
    }

    /** Invoices that Xero refused because their number is taken: the number by the id of the row. */
    public Map<Long, String> numbersTaken() {
        Map<Long, String> taken = new LinkedHashMap<>();
        jdbc.query(
                NUMBERS_TAKEN,
                (RowCallbackHandler) rows -> taken.put(rows.getLong("id"), rows.getString("number")),
                connection);
        return taken;
    }

    /** Ids of what stands failed of a kind that is never many. */
    public List<Long> failedOf(Kind kind) {
        return jdbc.queryForList(FAILED_OF, Long.class, connection, kind.code());
    }

    /** Whether a failed contact is to be tried again. */
    public boolean hasContactsDue() {
        return !jdbc.queryForList(CONTACTS_DUE, Long.class, connection, Sql.at(clock.instant()))
                .isEmpty();
    }

    /** Makes every failed row due whose cause heals in the given way; gives their number. */
    public int wake(String heals) {
        return jdbc.update(WAKE_HEALING, Sql.at(clock.instant()), connection, connection, heals);
    }

    /** Makes every failed row due whose cause has the code; gives their number. */
    public int wakeCause(String code) {
        return jdbc.update(WAKE_CAUSE, Sql.at(clock.instant()), connection, connection, code);
    }

    /** Makes every failed row due that was refused because of the number; gives their count. */
    public int wakeNumber(String number) {
        return jdbc.update(WAKE_NUMBER, Sql.at(clock.instant()), connection, connection, number);
    }

    /** More is known by now of why the row failed; false when it no longer stands failed. */
    public boolean reword(long id, Reason reason) {
        Why why = Why.of(reason, null);
        return jdbc.update(REWORD, why.cause(), why.sentence(), why.remedy(), id) == 1;
    }

    /** The documents of the group that failed for the cause of that code. */
    public List<Long> failedInGroup(Kind kind, long groupId, String code) {
        return jdbc.queryForList(FAILED_IN_GROUP, Long.class, connection, kind.code(), groupId, code);
    }

    /** Makes those of the group due that failed for the cause of that code; gives their number. */
    public int retryGroup(Kind kind, long groupId, String code) {
        return jdbc.update(RETRY_GROUP, Sql.at(clock.instant()), connection, kind.code(), groupId, connection, code);
    }

    public long count(OutboxState state) {
        Long count = jdbc.queryForObject(COUNT_STATE, Long.class, connection, state.code());
        return count == null ? 0 : count;
    }

    /** How many failed rows have a cause that heals in the given way. */
    public long countHealing(String heals) {
        Long count = jdbc.queryForObject(COUNT_HEALS, Long.class, connection, heals);
        return count == null ? 0 : count;
    }

    /** Whether a document that heals this way failed after then. */
    public boolean isRefusedSince(String heals, Instant then) {
        Long count = jdbc.queryForObject(REFUSED_SINCE, Long.class, connection, heals, Sql.at(then));
        return count != null && count > 0;
    }

    /** Clients whose contact is still on its way or failed, by the contact's name as Xero compares names; oldest first. */
    public Map<String, Set<Long>> contactsInFlight() {
        Map<String, Set<Long>> clients = new HashMap<>();
        for (OutboxState state : List.of(OutboxState.WAITING, OutboxState.SENDING, OutboxState.FAILED)) {
            jdbc.query(
                    CONTACTS_IN_FLIGHT,
                    (RowCallbackHandler)
                            rows -> clients.computeIfAbsent(rows.getString("number"), name -> new LinkedHashSet<>())
                                    .add(rows.getLong("source_id")),
                    connection,
                    state.code());
        }
        return clients;
    }

    private static Row row(ResultSet rows, int n) throws SQLException {
        String dependsKind = rows.getString("depends_kind");
        return new Row(
                rows.getLong("id"),
                Kind.of(rows.getString("kind")),
                rows.getLong("source_id"),
                rows.getString("revision"),
                Action.of(rows.getString("action")),
                OutboxState.of(rows.getString("state")),
                rows.getLong("group_id"),
                rows.getString("order_key"),
                dependsKind == null
                        ? null
                        : new Dependency(
                                Kind.of(dependsKind), rows.getLong("depends_id"), rows.getString("depends_status")),
                Sql.textOrNull(rows, "content"),
                Sql.textOrNull(rows, "written"),
                rows.getString("number"),
                rows.getString("currency"),
                Sql.amountOrNull(rows, "total"),
                Sql.amountOrNull(rows, "total_tax"),
                rows.getString("batch_id"),
                rows.getInt("position"),
                rows.getInt("attempts"),
                rows.getString("message"),
                rows.getString("depends_target"));
    }
}
