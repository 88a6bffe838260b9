package org.harvestxero.store.reconcile;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What the tables know of many invoices at once: Harvest's as last read, its twin, and how much of it we posted. */
public final class LedgerFigures {
    private static final String OF_ALL = """
            select a.id, d.state, d.reason, d.amount, d.due_amount, d.payments_read is not null as payments_read,
            l.target_id, l.number as target_number, l.target_status, l.total, n.target_id as note_id, n.number as note_number,
            n.target_status as note_status, n.total as note_total, c.target_id as contact_id,
            coalesce((select sum(coalesce(p.total, x.amount)) from source_document x
                join link p on p.source_id = x.source_id and p.kind = 'payment' and p.connection = x.connection
                where x.parent_id = a.id and x.kind = 'payment' and x.connection = ?
                and coalesce(p.target_status, '') <> 'DELETED'), 0) as posted,
            exists (select 1 from draft_invoice b where b.connection = ? and b.harvest_id = a.id) as mirror
            from unnest(?) a(id)
            left join source_document d on d.source_id = a.id and d.kind = 'invoice' and d.connection = ?
            left join link l on l.source_id = a.id and l.kind = 'invoice' and l.connection = ?
            left join link n on n.source_id = a.id and n.kind = 'credit-note' and n.connection = ?
            left join link c on c.source_id = d.parent_id and c.kind = 'contact' and c.connection = ?""";
    private static final String TWINS = """
            select l.target_id, l.source_id from unnest(?) asked(id)
            join link l on l.target_id = asked.id and l.kind = ? and l.connection = ?""";
    private static final String LINKED = """
            select l.source_id from unnest(?) asked(id)
            join link l on l.source_id = asked.id and l.kind = 'invoice' and l.connection = ?""";
    private static final String OLDEST_DRAFT =
            "select min(issue_date) from draft_invoice where connection = ? and state in ('planned', 'sent', 'credited')";

    private static final String LATEST_PAYMENT =
            "select max(linked_at) as latest from link where connection = ? and kind = 'payment'";

    private final String connection;
    private final JdbcTemplate jdbc;

    public LedgerFigures(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * @param document Harvest's invoice as last read; null when it never was
     * @param twin the Xero invoice; null without one
     * @param note the credit note that stands for it or is set against it; null without one
     * @param contactId of its client; null where that is not linked
     * @param posted the payments of it that we know in Xero
     * @param mirror whether Harvest's invoice mirrors a draft of ours
     */
    public record Row(
            @Nullable Document document,
            @Nullable Twin twin,
            @Nullable Twin note,
            @Nullable String contactId,
            BigDecimal posted,
            boolean mirror) {}

    /** @param state the table's word @param reason why it is skipped, or waits */
    public record Document(
            String state,
            @Nullable String reason,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal due,
            boolean paymentsRead) {}

    /** @param total as Xero last showed it */
    public record Twin(
            String id,
            @Nullable String number,
            @Nullable String status,
            @Nullable BigDecimal total) {}

    /** Of each id a row, also of those of which nothing is known. */
    public Map<Long, Row> of(Collection<Long> invoices) {
        Map<Long, Row> rows = new HashMap<>();
        jdbc.query(
                OF_ALL,
                (RowCallbackHandler) each -> rows.put(each.getLong("id"), row(each)),
                connection,
                connection,
                Sql.numbers(invoices),
                connection,
                connection,
                connection,
                connection);
        return rows;
    }

    private static Row row(ResultSet rows) throws SQLException {
        String state = rows.getString("state");
        return new Row(
                state == null
                        ? null
                        : new Document(
                                state,
                                rows.getString("reason"),
                                Sql.amountOrNull(rows, "amount"),
                                Sql.amountOrNull(rows, "due_amount"),
                                rows.getBoolean("payments_read")),
                twin(rows, "target_id", "target_number", "target_status", "total"),
                twin(rows, "note_id", "note_number", "note_status", "note_total"),
                rows.getString("contact_id"),
                rows.getBigDecimal("posted"),
                rows.getBoolean("mirror"));
    }

    private static @Nullable Twin twin(ResultSet rows, String id, String number, String status, String total)
            throws SQLException {
        String target = rows.getString(id);
        return target == null
                ? null
                : new Twin(target, rows.getString(number), rows.getString(status), Sql.amountOrNull(rows, total));
    }

    /** Harvest's ids by those of Xero's documents that are twins of one; negative for drafts without a mirror. @param kind the table's word */
    public Map<String, Long> sources(String kind, Collection<String> targets) {
        Map<String, Long> sources = new HashMap<>();
        jdbc.query(
                TWINS,
                (RowCallbackHandler) rows -> sources.put(rows.getString("target_id"), rows.getLong("source_id")),
                Sql.texts(targets),
                kind,
                connection);
        return sources;
    }

    /** Those of the Harvest invoices that have a twin. */
    public Collection<Long> linked(Collection<Long> invoices) {
        return jdbc.queryForList(LINKED, Long.class, Sql.numbers(invoices), connection);
    }

    /** The first day that an invoice of our own is dated; null without one. */
    public @Nullable LocalDate oldestDraft() {
        return jdbc.queryForObject(OLDEST_DRAFT, LocalDate.class, connection);
    }

    /** When the last payment got its twin; empty without one. */
    public Optional<Instant> latestPayment() {
        return jdbc
                .query(LATEST_PAYMENT, (rows, n) -> Optional.ofNullable(Sql.instantOrNull(rows, "latest")), connection)
                .stream()
                .findFirst()
                .flatMap(latest -> latest);
    }
}
