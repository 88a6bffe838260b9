package org.harvestxero.store.invoice;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Invoices as the ledger has them, each beside the entry it is searched by: those of Harvest, and drafts that Harvest has no invoice of.
 * Both are read from the latest back, a page at a time.
 */
public final class StandingInvoices {
    private static final String OF_HARVEST = """
            select d.source_id as id, d.number, d.parent_id as client_id, d.state, d.source_state, d.amount, d.fingerprint as version,
            coalesce(l.target_status, c.target_status) as status, coalesce(l.total, c.total) as total,
            coalesce(l.amount_due, c.amount_due) as due, coalesce(l.currency, c.currency) as currency,
            case when exists (select 1 from outbox o where o.source_id = d.source_id and o.kind = 'invoice'
                and o.connection = d.connection and o.state = 'failed') then 1 else 0 end as failed, e.seen
            from source_document d
            left join link l on l.source_id = d.source_id and l.kind = 'invoice' and l.connection = d.connection
            left join link c on c.source_id = d.source_id and c.kind = 'credit-note' and c.connection = d.connection
            left join invoice_entry e on e.source_id = d.source_id and e.connection = d.connection
            where d.connection = ? and d.payments_due = ? and d.kind = 'invoice' and d.source_id < ?
            order by d.connection desc, d.payments_due desc, d.source_id desc limit ?""";
    /** An index by connection would have H2 read all drafts for each page; trimmed, the column leads to none. */
    private static final String DRAFTS = """
            select f.id, f.number, f.client_id, f.state, r.client_name, f.subtotal as amount, f.version, f.issue_date, f.harvest_id,
            coalesce(l.target_status, c.target_status) as status, coalesce(l.total, c.total) as total,
            coalesce(l.amount_due, c.amount_due) as due, f.currency,
            case when exists (select 1 from outbox o where o.source_id = -f.id and o.kind = 'invoice'
                and o.connection = f.connection and o.state = 'failed') then 1 else 0 end as failed, e.seen
            from draft_invoice f join billing_run r on r.id = f.run_id
            left join link l on l.source_id = -f.id and l.kind = 'invoice' and l.connection = f.connection
            left join link c on c.source_id = -f.id and c.kind = 'credit-note' and c.connection = f.connection
            left join invoice_entry e on e.source_id = -f.id and e.connection = f.connection
            where trim(f.connection) = ? and f.id < ? order by f.id desc limit ?""";

    private static final String SIDES = """
            select a.id, d.state, d.source_state, coalesce(l.target_id, c.target_id) as target_id,
            case when l.target_id is null then c.kind else l.kind end as kind, coalesce(l.target_status, c.target_status) as status
            from unnest(?) a(id)
            left join source_document d on d.source_id = a.id and d.kind = 'invoice' and d.connection = ?
            left join link l on l.source_id = a.id and l.kind = 'invoice' and l.connection = ?
            left join link c on c.source_id = a.id and c.kind = 'credit-note' and c.connection = ?""";
    private static final String CONTENTS = """
            select d.source_id, t.content from unnest(?) asked(id)
            join source_document d on d.source_id = asked.id and d.kind = 'invoice' and d.connection = ?
            join document_text t on t.id = d.content_id""";

    private final String connection;
    private final JdbcTemplate jdbc;

    StandingInvoices(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * An invoice of Harvest's.
     *
     * @param version a hash of its content
     * @param states the ledger's word, Harvest's, and whether it stands failed
     * @param seen what its entry was made from; null while it has none
     */
    public record OfHarvest(
            long id,
            @Nullable String number,
            @Nullable Long clientId,
            @Nullable BigDecimal amount,
            String version,
            States states,
            Twin twin,
            @Nullable String seen) {}

    /** @param source Harvest's word; null where it says none */
    public record States(String ledger, @Nullable String source, boolean failed) {}

    /** The copy in Xero; all null while there is none. */
    public record Twin(
            @Nullable String status,
            @Nullable BigDecimal total,
            @Nullable BigDecimal due,
            @Nullable String currency) {}

    /**
     * A draft of ours.
     *
     * @param harvestId its mirror, which is searched in its place; null without one
     * @param subtotal before tax
     */
    public record OfDraft(
            long id,
            @Nullable String number,
            Party client,
            BigDecimal subtotal,
            LocalDate day,
            int version,
            States states,
            @Nullable Long harvestId,
            Twin twin,
            @Nullable String seen) {}

    public record Party(long id, String name) {}

    /**
     * @param due whether of those whose payments are to be read, or of the others: an index has both apart
     * @param before only those with a smaller id
     */
    public List<OfHarvest> ofHarvest(boolean due, long before, int most) {
        return jdbc.query(
                OF_HARVEST,
                (rows, n) -> new OfHarvest(
                        rows.getLong("id"),
                        rows.getString("number"),
                        Sql.longOrNull(rows, "client_id"),
                        Sql.amountOrNull(rows, "amount"),
                        rows.getString("version"),
                        new States(rows.getString("state"), rows.getString("source_state"), rows.getInt("failed") == 1),
                        twin(rows),
                        rows.getString("seen")),
                connection,
                due,
                before,
                most);
    }

    /** @param before only those with a smaller id */
    public List<OfDraft> drafts(long before, int most) {
        return jdbc.query(
                DRAFTS,
                (rows, n) -> new OfDraft(
                        rows.getLong("id"),
                        rows.getString("number"),
                        new Party(rows.getLong("client_id"), rows.getString("client_name")),
                        Sql.amount(rows, "amount"),
                        rows.getObject("issue_date", LocalDate.class),
                        rows.getInt("version"),
                        new States(rows.getString("state"), null, rows.getInt("failed") == 1),
                        Sql.longOrNull(rows, "harvest_id"),
                        twin(rows),
                        rows.getString("seen")),
                connection,
                before,
                most);
    }

    private static Twin twin(ResultSet rows) throws SQLException {
        return new Twin(
                rows.getString("status"),
                Sql.amountOrNull(rows, "total"),
                Sql.amountOrNull(rows, "due"),
                rows.getString("currency"));
    }

    /**
     * How an invoice stands on both sides right now.
     *
     * @param ledger the ledger's word; null of a draft
     * @param source Harvest's word; null where it says none
     * @param kind what it is in Xero; null while it isn't there
     */
    public record Sides(
            long id,
            @Nullable String ledger,
            @Nullable String source,
            @Nullable Kind kind,
            @Nullable String targetId,
            @Nullable String status) {}

    /** By their ids, those of drafts below zero. */
    public Map<Long, Sides> sides(Collection<Long> ids) {
        return jdbc
                .query(
                        SIDES,
                        (rows, n) -> new Sides(
                                rows.getLong("id"),
                                rows.getString("state"),
                                rows.getString("source_state"),
                                rows.getString("kind") == null ? null : Kind.of(rows.getString("kind")),
                                rows.getString("target_id"),
                                rows.getString("status")),
                        Sql.numbers(ids),
                        connection,
                        connection,
                        connection)
                .stream()
                .collect(Collectors.toMap(Sides::id, sides -> sides));
    }

    /** What Harvest sent of them, by their ids. */
    public Map<Long, String> contents(Collection<Long> ids) {
        Map<Long, String> contents = new HashMap<>();
        jdbc.query(
                CONTENTS,
                (RowCallbackHandler) rows -> contents.put(rows.getLong("source_id"), Sql.text(rows, "content")),
                Sql.numbers(ids),
                connection);
        return contents;
    }
}
