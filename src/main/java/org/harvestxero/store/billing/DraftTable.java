package org.harvestxero.store.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tables {@code draft_invoice} and {@code draft_content}: invoices in the making and what they say, to be read. {@link DraftQueue}
 * tells what is to be done with them next, {@link DraftWriter} adds and changes them, {@link DraftLines} leads from their lines to
 * entries and back.
 */
public final class DraftTable {
    private static final String COLUMNS = """
            d.id, d.run_id, d.client_id, r.client_name, r.period, r.period_start, r.period_end, d.state, d.version, d.step, d.number,
            d.currency, c.content, c.original, d.agreement_hash, d.harvest_id, d.mirror_note, d.replaces, d.created_at, d.decided_at,
            d.decided_by
            """;
    static final String SELECT = "select " + COLUMNS + """
             from draft_invoice d join draft_content c on c.draft_id = d.id join billing_run r on r.id = d.run_id
            where d.connection = ?""";
    private static final String FIND = SELECT + " and d.id = ?";
    private static final String BY_NUMBER = SELECT + " and d.number = ?";
    private static final String BY_MIRROR = SELECT + " and d.harvest_id = ?";
    private static final String OF_RUN = SELECT + " and d.run_id = ? order by d.draft_key";
    private static final String OF_CLIENT = SELECT + " and d.client_id = ? order by r.period_start, d.id";
    private static final String UNDECIDED = SELECT
            + " and d.client_id = ? and d.state = 'review' and d.decided_by is null"
            + " and (d.reasons is null or d.reasons like ?) order by r.period_start, d.id";
    private static final String IN_STATE =
            "select id from draft_invoice where connection = ? and state = ? order by id";
    private static final String LATEST = "select id from draft_invoice where connection = ? order by id desc limit ?";
    private static final String OF_SOURCE =
            SELECT + " and d.id in (select s.draft_id from draft_source s where s.connection = ? and s.kind = ?"
                    + " and s.source_id = ?) order by d.id";
    private static final String CHANGED =
            "select count(*) from draft_content where draft_id = ? and original is not null";
    private static final String COUNT = "select count(*) from draft_invoice where connection = ? and state = ?";
    private static final String COUNT_NUMBER = "select count(*) from draft_invoice where connection = ? and number = ?";
    private static final String NUMBERS =
            "select number from draft_invoice where connection = ? and number is not null";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final DraftQueue queue;
    private final DraftMirrors mirrors;

    public DraftTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.mirrors = new DraftMirrors(connection, jdbc);
        this.queue = new DraftQueue(connection, jdbc, clock);
    }

    /** The id of the draft that an outbox row is about; empty for other rows. */
    public static OptionalLong idIn(Revision revision) {
        return revision.is(RevisionKind.DRAFT) ? revision.id() : OptionalLong.empty();
    }

    /** The drafts by what is to be done with them next. */
    public DraftQueue queue() {
        return queue;
    }

    /** Their mirrors in Harvest. */
    public DraftMirrors mirrors() {
        return mirrors;
    }

    public Optional<StoredDraft> find(long id) {
        return jdbc.query(FIND, DraftTable::row, connection, id).stream().findFirst();
    }

    public Optional<StoredDraft> byNumber(String number) {
        return jdbc.query(BY_NUMBER, DraftTable::row, connection, number).stream()
                .findFirst();
    }

    /** The draft whose mirror the Harvest invoice is, as far as it is recorded. */
    public Optional<StoredDraft> byMirror(long harvestId) {
        return jdbc.query(BY_MIRROR, DraftTable::row, connection, harvestId).stream()
                .findFirst();
    }

    public List<StoredDraft> ofRun(long runId) {
        return jdbc.query(OF_RUN, DraftTable::row, connection, runId);
    }

    /** All drafts of a client, oldest period first. */
    public List<StoredDraft> ofClient(long clientId) {
        return jdbc.query(OF_CLIENT, DraftTable::row, connection, clientId);
    }

    /**
     * The client's that nobody has decided on and that may wait behind an earlier one, oldest period first; of those from before reasons
     * stood beside drafts only the content tells.
     */
    public List<StoredDraft> behindOthers(long clientId) {
        return jdbc.query(UNDECIDED, DraftTable::row, connection, clientId, "%" + ReviewReason.EARLIER_WAITS + "%");
    }

    /** The ids of those in the state, oldest first. */
    public List<Long> inState(DraftState state) {
        return jdbc.queryForList(IN_STATE, Long.class, connection, state.code());
    }

    /** The ids of the newest, the newest first. */
    public List<Long> latest(int limit) {
        return jdbc.queryForList(LATEST, Long.class, connection, limit);
    }

    /** The drafts a time entry or expense is on. */
    public List<StoredDraft> ofSource(WorkKind kind, long sourceId) {
        return jdbc.query(OF_SOURCE, DraftTable::row, connection, connection, kind.code(), sourceId);
    }

    /** Whether a reviewer changed what it says. */
    public boolean isChanged(long id) {
        return Sql.count(jdbc, CHANGED, id) > 0;
    }

    public long count(DraftState state) {
        Long count = jdbc.queryForObject(COUNT, Long.class, connection, state.code());
        return count == null ? 0 : count;
    }

    /** Whether a draft has reserved the number; a Harvest invoice of that number is its mirror. */
    public boolean isReserved(String number) {
        Long count = jdbc.queryForObject(COUNT_NUMBER, Long.class, connection, number);
        return count != null && count > 0;
    }

    public List<String> numbers() {
        return jdbc.queryForList(NUMBERS, String.class, connection);
    }

    static StoredDraft row(ResultSet rows, int n) throws SQLException {
        String original = rows.getString("original");
        return new StoredDraft(
                rows.getLong("id"),
                rows.getLong("run_id"),
                rows.getLong("client_id"),
                rows.getString("client_name"),
                rows.getString("period"),
                rows.getObject("period_start", LocalDate.class),
                rows.getObject("period_end", LocalDate.class),
                DraftState.of(rows.getString("state")),
                rows.getInt("version"),
                rows.getInt("step"),
                rows.getString("number"),
                rows.getString("currency"),
                DraftJson.draft(rows.getString("content")),
                original == null ? null : DraftJson.draft(original),
                rows.getString("agreement_hash"),
                Sql.longOrNull(rows, "harvest_id"),
                rows.getString("mirror_note"),
                Sql.longOrNull(rows, "replaces"),
                Sql.instant(rows, "created_at"),
                Sql.instantOrNull(rows, "decided_at"),
                rows.getString("decided_by"));
    }
}
