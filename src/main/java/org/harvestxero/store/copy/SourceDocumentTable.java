package org.harvestxero.store.copy;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.store.database.ListUpdate;
import org.harvestxero.store.database.PageByPage;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.SqlArrayValue;

/** Table {@code source_document}: each Harvest document as it was last shown. */
public final class SourceDocumentTable {
    static final String COLUMNS = """
            kind, source_id, parent_id, number, source_state, amount, due_amount, updated_at, fingerprint, t.content, state,
            reason, payments_read
            """;
    /** The table with its documents. */
    static final String ROWS = " source_document d left join document_text t on t.id = d.content_id ";

    private static final String FIND =
            "select " + COLUMNS + " from" + ROWS + "where connection = ? and kind = ? and source_id = ?";
    private static final String IN_STATE = "select " + COLUMNS + " from" + ROWS + """
            where connection = ? and kind = ? and state = ? and source_id > ?
            order by connection, state, kind, source_id limit ?""";
    private static final String CHILDREN = "select " + COLUMNS + " from" + ROWS
            + "where connection = ? and kind = ? and parent_id = ? order by source_id";
    private static final String CHILDREN_OF = "select " + COLUMNS + """
             from unnest(?) asked(id) join source_document d on d.connection = ? and d.kind = ? and d.parent_id = asked.id
            left join document_text t on t.id = d.content_id order by source_id""";
    private static final String OF_NUMBER =
            "select " + COLUMNS + " from" + ROWS + "where number = ? and kind = ? and connection = ?";
    private static final String KNOWN = """
            select d.source_id, d.fingerprint, d.state, d.content_id from unnest(?) asked(id)
            join source_document d on d.connection = ? and d.kind = ? and d.source_id = asked.id""";
    private static final String NUMBERS = """
            select d.source_id, d.number from unnest(?) asked(id)
            join source_document d on d.connection = ? and d.kind = ? and d.source_id = asked.id where d.number is not null""";
    private static final String GONE = "select " + COLUMNS + """
             from unnest(?) asked(id) join source_document d on d.connection = ? and d.kind = ? and d.source_id = asked.id
            left join document_text t on t.id = d.content_id where d.state = 'gone' order by source_id""";
    private static final String INSERT = """
            insert into source_document (parent_id, number, source_state, amount, due_amount, updated_at, fingerprint, content_id,
            state, recorded_at, connection, kind, source_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, 'changed', ?, ?, ?, ?)""";
    private static final String UPDATE = """
            update source_document set parent_id = ?, number = ?, source_state = ?, amount = ?, due_amount = ?, updated_at = ?,
            fingerprint = ?, content_id = ?, state = 'changed', reason = null, recorded_at = ?
            where connection = ? and kind = ? and source_id = ?""";
    private static final String MOVE = """
            update source_document set state = ?, reason = ?
            where connection = ? and kind = ? and source_id = ? and fingerprint = ?""";
    private static final String MOVE_ALL = """
            update source_document d set state = ?, reason = null from unnest(?, ?) planned(id, fingerprint)
            where d.source_id = planned.id and connection = ? and kind = ? and d.fingerprint = planned.fingerprint""";
    private static final String HOLD =
            "update source_document set reason = ? where connection = ? and kind = ? and state = ? and coalesce(reason, '') <> ?";
    private static final String CHANGED_AGAIN =
            "update source_document set state = 'changed', reason = null where connection = ? and kind = ? and source_id = ?";
    private static final String PAYMENTS_READ = """
            update source_document d set payments_read = shown.fingerprint from unnest(?, ?) shown(id, fingerprint)
            where d.source_id = shown.id and connection = ? and kind = 'invoice'""";
    private static final String PAYMENTS_UNREAD =
            "update source_document set payments_read = '' where connection = ? and kind = 'invoice' and source_id = ?";
    private static final String COUNT_STATE =
            "select count(*) from source_document where connection = ? and kind = ? and state = ?";
    private static final String IDS = """
            select source_id from source_document where connection = ? and kind = ? and source_id > ? and state <> 'gone'
            order by source_id, kind, connection limit ?""";
    private static final String CHANGE_ALL = """
            update source_document set state = 'changed', reason = null where connection = ? and kind = 'invoice' and state = 'skipped'""";
    private static final int ID_PAGE = 5_000;

    private final String connection;
    private final JdbcTemplate jdbc;
    private final DocumentTextTable texts;
    private final ListUpdate moveAll;
    private final ListUpdate paymentsRead;

    public SourceDocumentTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.texts = new DocumentTextTable(jdbc);
        this.moveAll = new ListUpdate(jdbc, MOVE_ALL);
        this.paymentsRead = new ListUpdate(jdbc, PAYMENTS_READ);
    }

    /**
     * @param fingerprint a hash of the content
     * @param content the document as Harvest sent it, JSON
     */
    public record SourceDocument(
            Kind kind,
            long sourceId,
            @Nullable Long parentId,
            @Nullable String number,
            @Nullable String sourceState,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal dueAmount,
            @Nullable Instant updatedAt,
            String fingerprint,
            String content,
            DocumentState state,
            @Nullable String reason,
            @Nullable String paymentsRead) {
        /** Whether it was deleted in Harvest. */
        public boolean isGone() {
            return state == DocumentState.GONE;
        }
    }

    /** What a listing showed; {@link #record} compares it with what is known. */
    public record Shown(
            Kind kind,
            long sourceId,
            @Nullable Long parentId,
            @Nullable String number,
            @Nullable String sourceState,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal dueAmount,
            @Nullable Instant updatedAt,
            String fingerprint,
            String content) {}

    /** Stores a document as changed, unless it is known exactly so; true when something is new. */
    public boolean record(Shown shown, Instant now) {
        return recordAll(List.of(shown), now) == 1;
    }

    private static @Nullable Object[] values(String connection, Shown shown, @Nullable Long text, Instant now) {
        return new @Nullable Object[] {
            shown.parentId(),
            Sql.cut(shown.number(), 300),
            shown.sourceState(),
            shown.amount(),
            shown.dueAmount(),
            Sql.at(shown.updatedAt()),
            shown.fingerprint(),
            text,
            Sql.at(now),
            connection,
            shown.kind().code(),
            shown.sourceId()
        };
    }

    /** Stores the documents of one kind as changed, but for those known exactly so; gives how many were new or changed. */
    public int recordAll(List<Shown> shown, Instant now) {
        if (shown.isEmpty()) {
            return 0;
        }
        Kind kind = shown.get(0).kind();
        Map<Long, Shown> last = new LinkedHashMap<>();
        shown.forEach(document -> last.put(document.sourceId(), document));
        Map<Long, Known> known = known(kind, last.keySet());
        List<Shown> different = last.values().stream()
                .filter(document -> !isKnown(document, known.get(document.sourceId())))
                .toList();
        List<@Nullable Long> contents =
                texts.addAll(different.stream().map(Shown::content).toList());
        List<@Nullable Object[]> inserts = new ArrayList<>();
        List<@Nullable Object[]> updates = new ArrayList<>();
        List<@Nullable Long> former = new ArrayList<>();
        for (int i = 0; i < different.size(); i++) {
            Shown document = different.get(i);
            Known before = known.get(document.sourceId());
            (before == null ? inserts : updates).add(values(connection, document, contents.get(i), now));
            former.add(before == null ? null : before.content());
        }
        jdbc.batchUpdate(INSERT, inserts);
        jdbc.batchUpdate(UPDATE, updates);
        texts.forget(former);
        return different.size();
    }

    /** @param fingerprint empty for one that was gone: it is new again however it looks */
    private record Known(String fingerprint, long content) {}

    private Map<Long, Known> known(Kind kind, Collection<Long> ids) {
        Map<Long, Known> known = new HashMap<>();
        jdbc.query(
                KNOWN,
                (RowCallbackHandler) rows -> {
                    boolean gone = DocumentState.of(rows.getString("state")) == DocumentState.GONE;
                    known.put(
                            rows.getLong("source_id"),
                            new Known(gone ? "" : rows.getString("fingerprint"), rows.getLong("content_id")));
                },
                Sql.numbers(ids),
                connection,
                kind.code());
        return known;
    }

    private static boolean isKnown(Shown document, @Nullable Known before) {
        return before != null && before.fingerprint().equals(document.fingerprint());
    }

    public Optional<SourceDocument> find(Kind kind, long sourceId) {
        return jdbc.query(FIND, SourceDocumentTable::row, connection, kind.code(), sourceId).stream()
                .findFirst();
    }

    /** Numbers, or names, of those of the documents that are known and have one. */
    public Map<Long, String> numbers(Kind kind, Collection<Long> ids) {
        Map<Long, String> numbers = new HashMap<>();
        jdbc.query(
                NUMBERS,
                (RowCallbackHandler) rows -> numbers.put(rows.getLong("source_id"), rows.getString("number")),
                Sql.numbers(ids),
                connection,
                kind.code());
        return numbers;
    }

    /** Those of the documents that are gone from Harvest. */
    public List<SourceDocument> gone(Kind kind, Collection<Long> ids) {
        return jdbc.query(GONE, SourceDocumentTable::row, Sql.numbers(ids), connection, kind.code());
    }

    public List<SourceDocument> ofNumber(Kind kind, String number) {
        return jdbc.query(OF_NUMBER, SourceDocumentTable::row, number, kind.code(), connection);
    }

    /** The next {@code limit} documents in the state, after {@code afterId}, by id. */
    public List<SourceDocument> inState(Kind kind, DocumentState state, long afterId, int limit) {
        return jdbc.query(IN_STATE, SourceDocumentTable::row, connection, kind.code(), state.code(), afterId, limit);
    }

    public List<SourceDocument> children(Kind kind, long parentId) {
        return jdbc.query(CHILDREN, SourceDocumentTable::row, connection, kind.code(), parentId);
    }

    /** The children of several documents, by id. */
    public List<SourceDocument> children(Kind kind, Collection<Long> parents) {
        return jdbc.query(CHILDREN_OF, SourceDocumentTable::row, Sql.numbers(parents), connection, kind.code());
    }

    /** Moves a planned document on, unless Harvest has shown a newer version meanwhile. */
    public boolean move(SourceDocument document, DocumentState state, @Nullable String reason) {
        return jdbc.update(
                        MOVE,
                        state.code(),
                        Sql.cut(reason, 2000),
                        connection,
                        document.kind().code(),
                        document.sourceId(),
                        document.fingerprint())
                == 1;
    }

    /** All documents in the state wait, and why. */
    public void hold(Kind kind, DocumentState state, String reason) {
        jdbc.update(HOLD, reason, connection, kind.code(), state.code(), reason);
    }

    /** The same for many of one kind, without a reason. */
    public void moveAll(Collection<SourceDocument> documents, DocumentState state) {
        if (documents.isEmpty()) {
            return;
        }
        moveAll.update(
                state.code(),
                ids(documents),
                fingerprints(documents),
                connection,
                documents.iterator().next().kind().code());
    }

    private static SqlArrayValue ids(Collection<SourceDocument> documents) {
        return Sql.numbers(documents.stream().map(SourceDocument::sourceId).toList());
    }

    private static SqlArrayValue fingerprints(Collection<SourceDocument> documents) {
        return Sql.texts(documents.stream().map(SourceDocument::fingerprint).toList());
    }

    public void planAgain(Kind kind, long sourceId) {
        jdbc.update(CHANGED_AGAIN, connection, kind.code(), sourceId);
    }

    /** Every skipped invoice is looked at again: the rules of eligibility changed. */
    public int planSkippedAgain() {
        return jdbc.update(CHANGE_ALL, connection);
    }

    public long countInState(Kind kind, DocumentState state) {
        return Sql.count(jdbc, COUNT_STATE, connection, kind.code(), state.code());
    }

    /** The list of the invoice's payments is to be read, whatever was read of it before. */
    public void paymentsUnread(long invoice) {
        jdbc.update(PAYMENTS_UNREAD, connection, invoice);
    }

    /** The payments of the invoices were read, and decided on, as the invoices are shown now. */
    public void paymentsRead(Collection<SourceDocument> invoices) {
        paymentsRead.update(ids(invoices), fingerprints(invoices), connection);
    }

    /** Ids of all documents that are not gone, by id, page by page. */
    public Iterator<List<Long>> ids(Kind kind) {
        return new PageByPage<>(List.of(
                last -> jdbc.queryForList(IDS, Long.class, connection, kind.code(), last == null ? 0 : last, ID_PAGE)));
    }

    static SourceDocument row(ResultSet rows, int n) throws SQLException {
        return new SourceDocument(
                Kind.of(rows.getString("kind")),
                rows.getLong("source_id"),
                Sql.longOrNull(rows, "parent_id"),
                rows.getString("number"),
                rows.getString("source_state"),
                Sql.amountOrNull(rows, "amount"),
                Sql.amountOrNull(rows, "due_amount"),
                Sql.instantOrNull(rows, "updated_at"),
                rows.getString("fingerprint"),
                Sql.text(rows, "content"),
                DocumentState.of(rows.getString("state")),
                rows.getString("reason"),
                rows.getString("payments_read"));
    }
}
