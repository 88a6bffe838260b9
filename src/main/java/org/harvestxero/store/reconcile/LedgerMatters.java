package org.harvestxero.store.reconcile;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What is to be known of invoices that differ: their payments, what we wrote of them, and what of them is not done. */
public final class LedgerMatters {
    private static final String PAYMENTS = """
            select x.parent_id, x.source_id, x.amount, x.state, t.content, p.target_id from unnest(?) asked(id)
            join source_document x on x.parent_id = asked.id and x.kind = 'payment' and x.connection = ?
            left join document_text t on t.id = x.content_id
            left join link p on p.source_id = x.source_id and p.kind = 'payment' and p.connection = x.connection
            order by x.parent_id, x.source_id""";
    private static final String OTHERS = """
            select x.invoice_id, x.target_id, x.explained_by from unnest(?) asked(id)
            join other_payment x on x.invoice_id = asked.id and x.connection = ? where x.explained_by is not null""";
    private static final String WRITTEN = """
            select l.source_id, t.content from unnest(?) asked(id)
            join link l on l.source_id = asked.id and l.kind = 'invoice' and l.connection = ?
            join document_text t on t.id = l.written_id""";
    /** What stands for an invoice: rows of its own and of its payments; one blocked by its failed contact has the contact's cause. */
    private static final String OPEN = """
            select o.id, o.kind, o.source_id, o.group_id, o.revision, o.action, b.id is not null as blocked,
            case when b.id is null then o.state else b.state end as state,
            case when b.id is null then o.message else b.message end as message, c.code,
            coalesce(case when b.id is null then o.sentence else b.sentence end, c.sentence) as sentence
            from unnest(?) asked(id)
            join outbox o on o.group_id = asked.id and o.kind in ('invoice', 'payment', 'payment-back', 'credit-note') and o.connection = ?
            left join outbox b on b.connection = o.connection and b.kind = 'contact' and b.source_id = o.depends_id
                and o.depends_kind = 'contact' and b.state = 'failed' and b.revision <> 'complete' and o.state = 'waiting'
            left join cause c on c.id = coalesce(b.cause_id, o.cause_id)
            where o.state in ('waiting', 'sending', 'failed', 'discarded') order by o.id""";

    private static final String BACK = """
            select b.invoice_id, b.target_id from unnest(?) asked(id)
            join payment_back b on b.invoice_id = asked.id and b.connection = ?
            where not b.removed and b.state in ('seen', 'waiting', 'asked')""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public LedgerMatters(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** A payment in Harvest. @param content as Harvest sent it @param targetId its twin; null without one */
    public record Payment(
            long invoiceId,
            long id,
            @Nullable BigDecimal amount,
            String state,
            String content,
            @Nullable String targetId) {}

    /** A payment in Xero that a person explained. */
    public record Explained(long invoiceId, String targetId, String explainedBy) {}

    /**
     * A row of the outbox.
     *
     * @param kind,state,action the table's words
     * @param code of the cause; null for what did not fail
     * @param words the sentence people see, or why it was given up
     */
    public record Open(
            long id,
            String kind,
            long sourceId,
            long invoiceId,
            Step step,
            @Nullable String code,
            @Nullable String words) {
        /** What the row is to do, and how it stands. */
        public record Step(String state, String action, String revision) {}
    }

    public List<Payment> payments(Collection<Long> invoices) {
        return jdbc.query(
                PAYMENTS,
                (rows, n) -> new Payment(
                        rows.getLong("parent_id"),
                        rows.getLong("source_id"),
                        Sql.amountOrNull(rows, "amount"),
                        rows.getString("state"),
                        String.valueOf(Sql.textOrNull(rows, "content")),
                        rows.getString("target_id")),
                Sql.numbers(invoices),
                connection);
    }

    public List<Explained> explained(Collection<Long> invoices) {
        return jdbc.query(
                OTHERS,
                (rows, n) -> new Explained(
                        rows.getLong("invoice_id"), rows.getString("target_id"), rows.getString("explained_by")),
                Sql.numbers(invoices),
                connection);
    }

    /** Money of Xero's on its way to Harvest. */
    public record Back(long invoiceId, String targetId) {}

    public List<Back> back(Collection<Long> invoices) {
        return jdbc.query(
                BACK,
                (rows, n) -> new Back(rows.getLong("invoice_id"), rows.getString("target_id")),
                Sql.numbers(invoices),
                connection);
    }

    /** What we last wrote of those invoices in Xero, as stored text. */
    public Map<Long, String> written(Collection<Long> invoices) {
        Map<Long, String> written = new HashMap<>();
        jdbc.query(
                WRITTEN,
                (RowCallbackHandler)
                        rows -> written.put(rows.getLong("source_id"), String.valueOf(Sql.textOrNull(rows, "content"))),
                Sql.numbers(invoices),
                connection);
        return written;
    }

    /** Rows that are not done, the oldest first; those given up among them. */
    public List<Open> open(Collection<Long> invoices) {
        return jdbc.query(OPEN, (rows, n) -> open(rows), Sql.numbers(invoices), connection);
    }

    private static Open open(ResultSet rows) throws SQLException {
        String state = rows.getString("state");
        return new Open(
                rows.getLong("id"),
                rows.getString("kind"),
                rows.getLong("source_id"),
                rows.getLong("group_id"),
                new Open.Step(state, rows.getString("action"), rows.getString("revision")),
                rows.getString("code"),
                rows.getString(state.equals("discarded") ? "message" : "sentence"));
    }
}
