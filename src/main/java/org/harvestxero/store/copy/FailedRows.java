package org.harvestxero.store.copy;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.database.PageByPage;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The rows of table {@code outbox} that failed: what wakes them, and what a person decides about them.
 */
public final class FailedRows {
    private static final String RETRY = """
            update outbox set next_attempt_at = ? where id = ? and state = 'failed'""";
    private static final String RETRY_CONTACT_OF = """
            update outbox set next_attempt_at = ? where connection = ? and state = 'failed' and kind = 'contact' and revision <> 'complete'
            and source_id = (select o.depends_id from outbox o where o.id = ? and o.depends_kind = 'contact')""";
    private static final String POSTPONE = "update outbox set next_attempt_at = ? where id = ? and state = 'failed'";
    private static final String AGAIN = """
            update outbox set state = 'waiting', cause_id = null, message = null, next_attempt_at = ?, notified_at = null
            where id = ? and state = 'failed' and action <> 'create'""";
    private static final String DISCARD = """
            update outbox set state = 'discarded', message = ?, finished_at = ? where id = ? and state = 'failed'""";
    private static final String SETTLE = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = ? and source_id = ? and revision = ? and state = 'failed'""";
    private static final String RETRY_DUE = "select " + OutboxTable.COLUMNS + """
            , cast(null as varchar(60)) as depends_target from""" + OutboxTable.ROWS + """
            where o.connection = ? and o.kind = ? and o.state = 'failed' and o.finished_at is null and o.next_attempt_at <= ? and o.id > ?
            order by o.connection, o.state, o.kind, o.finished_at, o.id limit ?""";
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
    private static final String FAILED_IN_GROUPS = """
            select o.source_id from unnest(?) asked(id)
            join outbox o on o.connection = ? and o.kind = ? and o.group_id = asked.id
            join cause c on c.id = o.cause_id where o.state = 'failed' and c.code = ?""";
    private static final String OF_CAUSE = """
            select o.id from outbox o join cause c on c.id = o.cause_id
            where o.connection = ? and o.kind = ? and o.state = 'failed' and c.code = ? order by o.id""";
    private static final String RETRY_GROUP = """
            update outbox set next_attempt_at = ? where connection = ? and kind = ? and group_id = ? and state = 'failed'
            and cause_id in (select id from cause where connection = ? and code = ?)""";
    private static final String WAKE_NUMBER = """
            update outbox set next_attempt_at = ? where connection = ? and state = 'failed' and cause_id in (select id from cause
            where connection = ? and code in ('NUMBER_TAKEN', 'NUMBER_HELD_BY_COPY', 'BILL_NUMBER_HELD') and lower(subject) = lower(?))""";
    private static final String REWORD =
            "update outbox set cause_id = ?, sentence = ?, remedy = ? where id = ? and state = 'failed'";
    private static final String COUNT_HEALS = """
            select count(*) from outbox o join cause c on c.id = o.cause_id
            where o.connection = ? and o.state = 'failed' and c.heals = ?""";
    private static final String REFUSED_SINCE = COUNT_HEALS + " and o.last_failed_at > ?";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public FailedRows(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes a failed row due now. */
    public boolean retry(long id) {
        return jdbc.update(RETRY, Sql.at(clock.instant()), id) == 1;
    }

    /** Makes the failed contact due that the waiting row is blocked by; false when there is none. */
    public boolean retryContactOf(long id) {
        return jdbc.update(RETRY_CONTACT_OF, Sql.at(clock.instant()), connection, id) > 0;
    }

    /** When a failed row is looked at again by itself. */
    public void postpone(long id, Instant until) {
        jdbc.update(POSTPONE, Sql.at(until), id);
    }

    /** A failed change travels again as it is; false for what has nothing to send. */
    public boolean again(long id) {
        return jdbc.update(AGAIN, Sql.at(clock.instant()), id) == 1;
    }

    public boolean discard(long id, String reason) {
        return jdbc.update(DISCARD, Sql.cut(reason, 4000), Sql.at(clock.instant()), id) == 1;
    }

    /** What was reported is dealt with; it may be reported again. False when nothing of the kind stands. */
    public boolean settle(Kind kind, long sourceId, Revision revision) {
        return jdbc.update(SETTLE, Sql.at(clock.instant()), connection, kind.code(), sourceId, revision.toString())
                == 1;
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
        KeptReason why = KeptReason.of(reason, null);
        return jdbc.update(REWORD, why.cause(), why.sentence(), why.remedy(), id) == 1;
    }

    /** The documents of the groups that failed for the cause of that code. */
    public List<Long> failedInGroups(Kind kind, Collection<Long> groups, String code) {
        return jdbc.queryForList(FAILED_IN_GROUPS, Long.class, Sql.numbers(groups), connection, kind.code(), code);
    }

    /** Ids of the rows of a kind that failed for the cause of that code. */
    public List<Long> ofCause(Kind kind, String code) {
        return jdbc.queryForList(OF_CAUSE, Long.class, connection, kind.code(), code);
    }

    /** Makes those of the group due that failed for the cause of that code; gives their number. */
    public int retryGroup(Kind kind, long groupId, String code) {
        return jdbc.update(RETRY_GROUP, Sql.at(clock.instant()), connection, kind.code(), groupId, connection, code);
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
}
