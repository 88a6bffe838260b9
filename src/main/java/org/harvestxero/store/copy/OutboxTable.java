package org.harvestxero.store.copy;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Table {@code outbox}: each row one thing to do in Xero, recorded before anything is sent. A row is unique per connection, kind,
 * source id and revision, so that planning twice adds nothing. {@code finished_at} is empty as long as a row waits, is under way or
 * stands failed; who reads those by their ids says so, for the index of states begins with it.
 */
public final class OutboxTable {
    static final String COLUMNS = """
            o.id, o.kind, o.source_id, o.revision, o.action, o.state, o.group_id, o.order_key, o.depends_kind, o.depends_id,
            o.depends_status, t.content, w.content as written, o.number, o.currency, o.total, o.total_tax, o.batch_id, o.position, o.attempts,
            o.next_attempt_at, o.message
            """;
    static final String TEXTS = """
             left join document_text t on t.id = o.content_id left join document_text w on w.id = o.written_id
            """;
    /** The table with its documents. */
    static final String ROWS = " outbox o" + TEXTS;

    private static final String FIND =
            "select " + COLUMNS + ", cast(null as varchar(60)) as depends_target from " + ROWS + " where o.id = ?";
    private static final String OPEN_OF = "select " + COLUMNS + """
            , cast(null as varchar(60)) as depends_target from""" + ROWS + """
            where o.connection = ? and o.kind = ? and o.source_id = ? and o.state in ('waiting', 'sending', 'failed')
            order by o.id""";
    private static final String CHANGES_IN_DOUBT = """
            select w.content as written from outbox o join document_text w on w.id = o.written_id
            where o.connection = ? and o.kind = ? and o.source_id = ? and o.action = 'update' and o.attempts > 0
            and o.state in ('waiting', 'failed', 'superseded')
            and not exists (select 1 from outbox d where d.connection = o.connection and d.kind = o.kind
                and d.source_id = o.source_id and d.state = 'done' and d.id > o.id)
            order by o.id""";
    private static final String CREDITS_MADE = """
            select count(*) from outbox where connection = ? and kind = 'credit-note' and source_id = ? and action = 'create'
            and state = 'done'""";
    private static final String COUNT_STATE = "select count(*) from outbox where connection = ? and state = ?";
    private static final String STATE_OF =
            "select state from outbox where connection = ? and kind = ? and source_id = ? and revision = ?";
    private static final String CONTACTS_IN_FLIGHT = """
            select number, source_id from outbox where connection = ? and kind = 'contact' and action = 'create' and state = ?
            order by id""";

    /** The far end of time: a row that only a person, a setting or a changed document wakes. */
    public static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final String connection;
    private final JdbcTemplate jdbc;

    public OutboxTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
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
            Revision revision,
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
            Revision revision,
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

        /** The row as it stands after {@link OutboxClaims#claimAll}. */
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

    public Optional<Row> find(long id) {
        return jdbc.query(FIND, OutboxTable::row, id).stream().findFirst();
    }

    /** How far that revision of the document came; empty when it was never planned. */
    public Optional<OutboxState> stateOf(Kind kind, long sourceId, Revision revision) {
        return jdbc
                .queryForList(STATE_OF, String.class, connection, kind.code(), sourceId, revision.toString())
                .stream()
                .findFirst()
                .map(OutboxState::of);
    }

    /** Rows of the document that are not finished. */
    public List<Row> openOf(Kind kind, long sourceId) {
        return jdbc.query(OPEN_OF, OutboxTable::row, connection, kind.code(), sourceId);
    }

    /**
     * What changes of the document were to make of it that travelled and were not taken, as far as anybody knows, since the last that
     * was; oldest first.
     */
    public List<String> changesInDoubt(Kind kind, long sourceId) {
        return jdbc.query(
                CHANGES_IN_DOUBT,
                (rows, n) -> String.valueOf(Sql.textOrNull(rows, "written")),
                connection,
                kind.code(),
                sourceId);
    }

    /** How many credit notes were made for the invoice so far. */
    public int attemptsAtCredit(long invoiceId) {
        Integer count = jdbc.queryForObject(CREDITS_MADE, Integer.class, connection, invoiceId);
        return count == null ? 0 : count;
    }

    public long count(OutboxState state) {
        Long count = jdbc.queryForObject(COUNT_STATE, Long.class, connection, state.code());
        return count == null ? 0 : count;
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

    static Row row(ResultSet rows, int n) throws SQLException {
        String dependsKind = rows.getString("depends_kind");
        return new Row(
                rows.getLong("id"),
                Kind.of(rows.getString("kind")),
                rows.getLong("source_id"),
                Revision.parse(rows.getString("revision")),
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
