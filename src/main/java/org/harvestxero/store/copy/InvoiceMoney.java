package org.harvestxero.store.copy;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is paid of copied invoices in Xero, of table {@code link}, beside what we know of it.
 */
public final class InvoiceMoney {
    private static final String PAID =
            "update link set amount_paid = ? where connection = ? and kind = 'invoice' and target_id = ?";
    private static final String MONEY = """
            select i.source_id, i.target_id, i.linked_at, i.amount_paid,
            (select sum(coalesce(p.total, d.amount)) from source_document d
                join link p on p.connection = d.connection and p.kind = 'payment' and p.source_id = d.source_id
                where d.connection = i.connection and d.kind = 'payment' and d.parent_id = i.source_id
                and coalesce(p.target_status, '') <> 'DELETED') as ours,
            (select sum(x.amount) from other_payment x where x.connection = i.connection and x.invoice_id = i.source_id
                and x.explained_by is not null) as explained
            from unnest(?) asked(id) join link i on i.connection = ? and i.kind = 'invoice' and i.source_id = asked.id""";
    private static final String UNEXPLAINED = """
            select m.source_id from (select i.source_id, i.amount_paid,
                coalesce((select sum(coalesce(p.total, d.amount)) from source_document d
                    join link p on p.connection = d.connection and p.kind = 'payment' and p.source_id = d.source_id
                    where d.connection = i.connection and d.kind = 'payment' and d.parent_id = i.source_id
                    and coalesce(p.target_status, '') <> 'DELETED'), 0) as ours,
                coalesce((select sum(x.amount) from other_payment x where x.connection = i.connection
                    and x.invoice_id = i.source_id and x.explained_by is not null), 0) as explained
                from link i where i.connection = ? and i.kind = 'invoice' and i.amount_paid <> 0) m
            where m.ours <> 0 and m.amount_paid <> m.ours + m.explained order by m.source_id""";

    private static final String CREDITED = """
            update link set amount_credited = ? where connection = ? and kind = 'invoice' and target_id = ?
            and coalesce(amount_credited, 0) <> ?""";
    private static final String CREDITS_TO_READ = """
            select target_id from link where connection = ? and kind = 'invoice' and amount_credited is not null
            and amount_credited <> coalesce(credits_read, 0) order by target_id""";
    private static final String CREDITS_READ = """
            update link set amount_credited = ?, credits_read = ? where connection = ? and kind = 'invoice' and target_id = ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public InvoiceMoney(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** What is paid of invoices as Xero showed it, by Xero's ids; null where it has to be looked at. */
    public void paid(Map<String, @Nullable BigDecimal> amounts) {
        jdbc.batchUpdate(
                PAID,
                amounts.entrySet().stream()
                        .map(paid -> new @Nullable Object[] {paid.getValue(), connection, paid.getKey()})
                        .toList());
    }

    /** What is credited on invoices as Xero showed it, by Xero's ids. */
    public void credited(Map<String, BigDecimal> amounts) {
        jdbc.batchUpdate(
                CREDITED,
                amounts.entrySet().stream()
                        .map(credited ->
                                new Object[] {credited.getValue(), connection, credited.getKey(), credited.getValue()})
                        .toList());
    }

    /** Xero's ids of the invoices on which something else is credited than when their credits were read. */
    public List<String> creditsToRead() {
        return jdbc.queryForList(CREDITS_TO_READ, String.class, connection);
    }

    /** The credits of the invoice were read, when so much was credited. */
    public void creditsRead(String invoiceTarget, BigDecimal credited) {
        jdbc.update(CREDITS_READ, credited, credited, connection, invoiceTarget);
    }

    /**
     * The money on one invoice in Xero.
     *
     * @param paid as Xero last showed it; null when it never did
     * @param ours the sum of the payments that have a twin in Harvest
     * @param explained the sum of the others of which a person said what they are
     */
    public record Money(
            long invoiceId,
            String targetId,
            Instant linkedAt,
            @Nullable BigDecimal paid,
            BigDecimal ours,
            BigDecimal explained) {
        public Money withPaid(@Nullable BigDecimal amount) {
            return new Money(invoiceId, targetId, linkedAt, amount, ours, explained);
        }

        /** Whether everything that is paid in Xero is accounted for here. */
        public boolean isExplained() {
            return paid != null && paid.compareTo(ours.add(explained)) == 0;
        }
    }

    /** The money on those of the Harvest invoices that are linked, by their ids. */
    public Map<Long, Money> money(Collection<Long> invoices) {
        return jdbc
                .query(
                        MONEY,
                        (rows, n) -> new Money(
                                rows.getLong("source_id"),
                                rows.getString("target_id"),
                                Sql.instant(rows, "linked_at"),
                                rows.getBigDecimal("amount_paid"),
                                zeroIfNull(rows.getBigDecimal("ours")),
                                zeroIfNull(rows.getBigDecimal("explained"))),
                        Sql.numbers(invoices),
                        connection)
                .stream()
                .collect(toMap(Money::invoiceId, money -> money));
    }

    /** The Harvest invoices we posted payments of, where by Xero's last figures something else is paid, too. */
    public List<Long> unexplained() {
        return jdbc.queryForList(UNEXPLAINED, Long.class, connection);
    }

    private static BigDecimal zeroIfNull(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
