package org.harvestxero.store.event;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.harvestxero.event.Amount;
import org.harvestxero.event.ClientRef;
import org.harvestxero.event.InvoiceRef;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is known of invoices on both sides, as events name them: read together, by the ids under which their rows are kept. */
public final class KnownInvoices {
    private static final String FIND = """
            select a.id, d.number as harvest_number, d.amount, d.due_amount, d.source_state, l.target_id, l.number as xero_number,
                l.total, l.amount_due, l.currency, l.target_status, coalesce(d.parent_id, f.client_id) as client, c.number as client_name,
                t.due as told
            from unnest(?) a(id)
            left join source_document d on d.source_id = a.id and d.kind = 'invoice' and d.connection = ? and d.state <> 'gone'
            left join link l on l.source_id = a.id and l.kind = 'invoice' and l.connection = ?
            left join draft_invoice f on f.id = -a.id and f.connection = ?
            left join source_document c on c.source_id = coalesce(d.parent_id, f.client_id) and c.kind = 'client' and c.connection = ?
            left join invoice_told t on t.source_id = a.id and t.connection = ?
            order by a.id""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public KnownInvoices(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * An invoice.
     *
     * @param total in Xero, else in Harvest; null while neither shows it
     * @param dueInHarvest null where it has no twin there
     * @param dueInXero null while it isn't there, or Xero didn't say
     * @param told least that was left to pay when somebody was told; null when nobody was
     */
    public record Known(
            long sourceId,
            InvoiceRef ref,
            @Nullable Amount total,
            @Nullable BigDecimal dueInHarvest,
            @Nullable BigDecimal dueInXero,
            @Nullable BigDecimal told) {

        /** What is left to pay by the side that knows of more money; empty while neither says. */
        public Optional<BigDecimal> due() {
            if (dueInHarvest == null) {
                return Optional.ofNullable(dueInXero);
            }
            return Optional.of(dueInXero == null ? dueInHarvest : dueInHarvest.min(dueInXero));
        }
    }

    /** Those of them that stand on either side. */
    public List<Known> find(Collection<Long> sourceIds) {
        return jdbc.query(
                FIND,
                KnownInvoices::row,
                Sql.numbers(sourceIds),
                connection,
                connection,
                connection,
                connection,
                connection);
    }

    public Optional<Known> find(long sourceId) {
        return find(List.of(sourceId)).stream().findFirst();
    }

    private static Known row(ResultSet rows, int n) throws SQLException {
        long id = rows.getLong("id");
        Long client = Sql.longOrNull(rows, "client");
        String xeroNumber = rows.getString("xero_number");
        BigDecimal total = Sql.amountOrNull(rows, "total");
        BigDecimal amount = total == null ? Sql.amountOrNull(rows, "amount") : total;
        return new Known(
                id,
                InvoiceRef.of(
                        id,
                        xeroNumber == null ? rows.getString("harvest_number") : xeroNumber,
                        rows.getString("target_id"),
                        client == null ? null : new ClientRef(client, rows.getString("client_name"))),
                amount == null ? null : new Amount(amount, rows.getString("currency")),
                owedInHarvest(rows),
                owedInXero(rows),
                Sql.amountOrNull(rows, "told"));
    }

    /** A draft owes nothing yet, and what was written off is not paid. */
    private static @Nullable BigDecimal owedInHarvest(ResultSet rows) throws SQLException {
        String state = rows.getString("source_state");
        return "open".equals(state) || "paid".equals(state) ? Sql.amountOrNull(rows, "due_amount") : null;
    }

    private static @Nullable BigDecimal owedInXero(ResultSet rows) throws SQLException {
        String status = rows.getString("target_status");
        if ("closed".equals(rows.getString("source_state"))) {
            return null;
        }
        return "AUTHORISED".equals(status) || "PAID".equals(status) ? Sql.amountOrNull(rows, "amount_due") : null;
    }
}
