package org.harvestxero.store.copy;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.store.database.CommittedWork;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code link}: a Harvest document and its Xero twin. */
public final class LinkTable {
    private static final String COLUMNS = """
            kind, source_id, target_id, number, target_status, currency, total, amount_due, agrees, origin, t.content as written, drift,
            batch_id, target_updated_at, linked_at
            """;
    /** What was written, beside the links. */
    private static final String TEXT = " left join document_text t on t.id = written_id";

    private static final String FIND =
            "select " + COLUMNS + " from link" + TEXT + " where connection = ? and kind = ? and source_id = ?";
    private static final String OF_ALL = "select " + COLUMNS + """
             from unnest(?) asked(id) join link on connection = ? and kind = ? and source_id = asked.id""" + TEXT;
    private static final String BY_TARGETS = "select " + COLUMNS + """
             from unnest(?) asked(id) join link on connection = ? and kind = ? and target_id = asked.id""" + TEXT;
    private static final String UPDATE = """
            update link set target_id = ?, number = ?, target_status = ?, currency = ?, total = ?, amount_due = ?, agrees = ?,
            origin = ?, written_id = ?, drift = ?, batch_id = ?, target_updated_at = ?
            where connection = ? and kind = ? and source_id = ?""";
    private static final String INSERT = """
            insert into link (linked_at, target_id, number, target_status, currency, total, amount_due, agrees, origin, written_id, drift,
            batch_id, target_updated_at, connection, kind, source_id, amount_paid)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final int INSERTED = 17;
    private static final String SEEN = """
            update link set target_status = ?, total = ?, amount_due = ?, target_updated_at = ?
            where connection = ? and kind = ? and target_id = ?""";
    private static final String STATUS =
            "update link set target_status = ? where connection = ? and kind = ? and source_id = ?";
    private static final String DRIFT = "update link set drift = ? where connection = ? and kind = ? and source_id = ?";
    private static final String WRITTEN = """
            select written_id from link where connection = ? and kind = ? and source_id = ? and written_id is not null""";
    private static final String FORGET = "delete from link where connection = ? and kind = ? and source_id = ?";
    private static final String ANY = "select 1 from link where connection = ? and kind = ? limit 1";
    private static final String WRITTEN_TO = """
            select t.content as written from link l join document_text t on t.id = l.written_id
            where l.connection = ? and l.kind = 'invoice'
            and l.target_status not in ('VOIDED', 'DELETED') and l.source_id <> ?
            and l.source_id in (select coalesce(d.harvest_id, -d.id) from draft_invoice d where d.connection = ? and d.client_id = ?
                union all select s.source_id from source_document s
                where s.connection = ? and s.kind = 'invoice' and s.parent_id = ?)
            order by l.linked_at desc, l.source_id desc limit ?""";
    private static final String OF_UNLISTED = """
            select l.source_id from link l where l.connection = ? and l.kind = 'contact' and l.origin = 'created'
            and not exists (select 1 from source_document c where c.connection = l.connection and c.kind = 'client'
                and c.source_id = l.source_id)
            limit 1""";
    private static final String MADE_CONTACTS = """
            select o.source_id, l.target_id, t.content from outbox o left join document_text t on t.id = o.content_id
            join link l on l.connection = o.connection and l.kind = o.kind and l.source_id = o.source_id
            join source_document c on c.connection = o.connection and c.kind = 'client' and c.source_id = o.source_id
            where o.connection = ? and o.kind = 'contact' and o.action = 'create' and o.state = 'done' and l.origin = 'created'
            and not exists (select 1 from outbox u where u.connection = o.connection and u.kind = o.kind
                and u.source_id = o.source_id and u.revision = 'complete'
                and (u.state <> 'failed' or u.next_attempt_at > ?))
            order by o.source_id""";

    private final String connection;
    private final JdbcTemplate jdbc;

    private final CommittedWork committedWork;
    private final DocumentTextTable texts;

    public LinkTable(String connection, JdbcTemplate jdbc, CommittedWork committedWork) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.committedWork = committedWork;
        this.texts = new DocumentTextTable(jdbc);
    }

    /**
     * @param agrees Xero's totals were compared with Harvest's and are equal; always true for contacts and payments
     * @param origin {@code created} by us, or {@code adopted}: it was there already
     * @param written what we last wrote, as stored text, for three-way edits
     * @param drift how the twins differ, in words; null when they don't
     */
    public record Link(
            Kind kind,
            long sourceId,
            String targetId,
            @Nullable String number,
            @Nullable String status,
            @Nullable String currency,
            @Nullable BigDecimal total,
            @Nullable BigDecimal amountDue,
            boolean agrees,
            String origin,
            @Nullable String written,
            @Nullable String drift,
            @Nullable String batchId,
            @Nullable Instant targetUpdatedAt,
            Instant linkedAt) {

        /** The same, with another text of what we last wrote. */
        public Link withWritten(String text) {
            return new Link(
                    kind,
                    sourceId,
                    targetId,
                    number,
                    status,
                    currency,
                    total,
                    amountDue,
                    agrees,
                    origin,
                    text,
                    drift,
                    batchId,
                    targetUpdatedAt,
                    linkedAt);
        }
    }

    public Optional<Link> find(Kind kind, long sourceId) {
        return jdbc.query(FIND, LinkTable::row, connection, kind.code(), sourceId).stream()
                .findFirst();
    }

    /** The links of those of the documents that have one, by the documents' ids. */
    public Map<Long, Link> find(Kind kind, Collection<Long> sourceIds) {
        return jdbc.query(OF_ALL, LinkTable::row, Sql.numbers(sourceIds), connection, kind.code()).stream()
                .collect(toMap(Link::sourceId, link -> link));
    }

    /** Whether a contact was made of a client that Harvest's list never showed. */
    public boolean hasContactsOfUnlisted() {
        return !jdbc.queryForList(OF_UNLISTED, Long.class, connection).isEmpty();
    }

    /** @param content what was written of it */
    public record MadeContact(
            long clientId, String targetId, @Nullable String content) {}

    /** The contacts we made of clients that are listed by now, but for those that were completed; a failed completion once it is due. */
    public List<MadeContact> madeContacts(Instant now) {
        return jdbc.query(
                MADE_CONTACTS,
                (rows, n) -> new MadeContact(
                        rows.getLong("source_id"), rows.getString("target_id"), Sql.textOrNull(rows, "content")),
                connection,
                Sql.at(now));
    }

    public Optional<Link> byTarget(Kind kind, String targetId) {
        return Optional.ofNullable(byTarget(kind, List.of(targetId)).get(targetId));
    }

    /** The links of those of Xero's documents that have one, by Xero's ids. */
    public Map<String, Link> byTarget(Kind kind, Collection<String> targetIds) {
        return jdbc.query(BY_TARGETS, LinkTable::row, Sql.texts(targetIds), connection, kind.code()).stream()
                .collect(toMap(Link::targetId, link -> link));
    }

    /**
     * What was written of the client's invoices that stand in Xero, billed and copied ones, the latest first.
     *
     * @param but the invoice left out
     */
    public List<String> writtenTo(long clientId, long but, int limit) {
        return jdbc.query(
                WRITTEN_TO,
                (rows, n) -> String.valueOf(Sql.textOrNull(rows, "written")),
                connection,
                but,
                connection,
                clientId,
                connection,
                clientId,
                limit);
    }

    /**
     * Stores the link; replaces an older one of the same document.
     *
     * @throws DuplicateKeyException if another document has this twin
     */
    public void put(Link link) {
        putAll(List.of(link), Map.of());
    }

    /**
     * The same for many.
     *
     * @param paid what is paid of invoices as Xero shows it, by Xero's ids; it is kept of those that had no link
     * @return those that had a link, which was replaced
     * @throws DuplicateKeyException if another document has the twin of one of them
     */
    public List<Link> putAll(List<Link> links, Map<String, BigDecimal> paid) {
        List<@Nullable Long> written =
                texts.addAll(links.stream().<@Nullable String>map(Link::written).toList());
        List<@Nullable Object[]> inserts = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            inserts.add(
                    inserted(links.get(i), written.get(i), paid.get(links.get(i).targetId())));
        }
        int[] stored = jdbc.batchUpdate(INSERT, inserts);
        List<Link> replaced = new ArrayList<>();
        long copied = 0;
        for (int i = 0; i < stored.length; i++) {
            Link link = links.get(i);
            if (stored[i] > 0) {
                copied += link.kind() != Kind.CONTACT && link.kind() != Kind.SUPPLIER ? 1 : 0;
            } else {
                replace(link, written.get(i));
                replaced.add(link);
            }
        }
        committedWork.countCopied(copied);
        return replaced;
    }

    private @Nullable Object[] inserted(Link link, @Nullable Long written, @Nullable BigDecimal paid) {
        @Nullable Object[] values = Arrays.copyOf(values(connection, link, written), INSERTED);
        values[INSERTED - 1] = paid;
        return values;
    }

    private static @Nullable Object[] values(String connection, Link link, @Nullable Long written) {
        return new @Nullable Object[] {
            Sql.at(link.linkedAt()),
            link.targetId(),
            link.number(),
            link.status(),
            link.currency(),
            link.total(),
            link.amountDue(),
            link.agrees(),
            link.origin(),
            written,
            Sql.cut(link.drift(), 4000),
            link.batchId(),
            Sql.at(link.targetUpdatedAt()),
            connection,
            link.kind().code(),
            link.sourceId()
        };
    }

    /** When the document was linked, and what is paid of it, stay as they are. */
    private void replace(Link link, @Nullable Long written) {
        List<Long> former = writtenOf(link.kind(), link.sourceId());
        @Nullable Object[] values = values(connection, link, written);
        if (jdbc.update(UPDATE, Arrays.copyOfRange(values, 1, values.length)) == 0) {
            throw new DuplicateKeyException("The " + link.kind().code() + " " + link.targetId()
                    + " is the twin of another document, not of " + link.sourceId());
        }
        texts.forget(former);
    }

    private List<Long> writtenOf(Kind kind, long sourceId) {
        return jdbc.queryForList(WRITTEN, Long.class, connection, kind.code(), sourceId);
    }

    /** Notes what a listing of Xero showed; false when the document is not one of ours. */
    public boolean seen(
            Kind kind,
            String targetId,
            @Nullable String status,
            @Nullable BigDecimal total,
            @Nullable BigDecimal amountDue,
            @Nullable Instant updatedAt) {
        return jdbc.update(SEEN, status, total, amountDue, Sql.at(updatedAt), connection, kind.code(), targetId) == 1;
    }

    public void status(Kind kind, long sourceId, String status) {
        jdbc.update(STATUS, status, connection, kind.code(), sourceId);
    }

    public void drift(Kind kind, long sourceId, @Nullable String drift) {
        jdbc.update(DRIFT, Sql.cut(drift, 4000), connection, kind.code(), sourceId);
    }

    public void forget(Kind kind, long sourceId) {
        List<Long> written = writtenOf(kind, sourceId);
        jdbc.update(FORGET, connection, kind.code(), sourceId);
        texts.forget(written);
    }

    public boolean any(Kind kind) {
        return !jdbc.queryForList(ANY, Integer.class, connection, kind.code()).isEmpty();
    }

    private static Link row(ResultSet rows, int n) throws SQLException {
        return new Link(
                Kind.of(rows.getString("kind")),
                rows.getLong("source_id"),
                rows.getString("target_id"),
                rows.getString("number"),
                rows.getString("target_status"),
                rows.getString("currency"),
                Sql.amountOrNull(rows, "total"),
                Sql.amountOrNull(rows, "amount_due"),
                rows.getBoolean("agrees"),
                rows.getString("origin"),
                Sql.textOrNull(rows, "written"),
                rows.getString("drift"),
                rows.getString("batch_id"),
                Sql.instantOrNull(rows, "target_updated_at"),
                Sql.instant(rows, "linked_at"));
    }
}
