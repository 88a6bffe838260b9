package org.harvestxero.store.copy;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.store.database.ListUpdate;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * What is paid of copied invoices in Xero, of table {@code link}, beside what we know of it.
 */
public final class InvoiceMoney {
    private static final String PAID = """
            update link l set amount_paid = shown.paid from unnest(?, ?) shown(id, paid)
            where l.target_id = shown.id and kind = 'invoice' and connection = ?""";
    private static final String POSTED = """
            update link l set amount_paid = shown.paid, amount_due = coalesce(shown.due, amount_due),
            target_status = case when coalesce(shown.due, amount_due) = 0 then 'PAID' else 'AUTHORISED' end
            from unnest(?, ?, ?) shown(id, due, paid)
            where l.target_id = shown.id and kind = 'invoice' and connection = ?""";
    private static final String ENDED = """
            select l.source_id, l.target_status from unnest(?) asked(id)
            join link l on l.connection = ? and l.kind = 'invoice' and l.source_id = asked.id
            where l.target_status in ('VOIDED', 'DELETED')""";
    private static final String MONEY = """
            select i.source_id, i.target_id, i.linked_at, i.amount_paid,
            (select sum(coalesce(p.total, d.amount)) from source_document d
                join link p on p.connection = d.connection and p.kind = 'payment' and p.source_id = d.source_id
                where d.connection = i.connection and d.kind = 'payment' and d.parent_id = i.source_id
                and coalesce(p.target_status, '') <> 'DELETED') as ours,
            (select sum(x.amount) from other_payment x where x.connection = i.connection and x.invoice_id = i.source_id
                and x.explained_by is not null) as explained
            from unnest(?) asked(id) join link i on i.connection = ? and i.kind = 'invoice' and\s""";
    private static final String BY_ID = "i.source_id = asked.id";
    private static final String BY_TARGET = "i.target_id = asked.id";
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
    private final ListUpdate paid;
    private final ListUpdate posted;

    public InvoiceMoney(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.paid = new ListUpdate(jdbc, PAID);
        this.posted = new ListUpdate(jdbc, POSTED);
    }

    /** What is paid of invoices as Xero showed it, by Xero's ids; null where it has to be looked at. */
    public void paid(Map<String, @Nullable BigDecimal> amounts) {
        if (!amounts.isEmpty()) {
            paid.update(Sql.texts(amounts.keySet()), Sql.amounts(amounts.values()), connection);
        }
    }

    /**
     * How an invoice stands after money of ours was posted or removed.
     *
     * @param due what is left to pay; null where Xero doesn't show it, then it is as before
     * @param paid as {@link #paid} takes it
     */
    public record Posted(
            String targetId,
            @Nullable BigDecimal due,
            @Nullable BigDecimal paid) {}

    /** Keeps how these invoices stand now: approved, and paid where nothing is left to pay. */
    public void posted(Collection<Posted> invoices) {
        if (!invoices.isEmpty()) {
            posted.update(
                    Sql.texts(invoices.stream().map(Posted::targetId).toList()),
                    Sql.amounts(invoices.stream().map(Posted::due).toList()),
                    Sql.amounts(invoices.stream().map(Posted::paid).toList()),
                    connection);
        }
    }

    /** What became of those of the Harvest invoices whose twins were voided or deleted, by the invoices' ids. */
    public Map<Long, String> ended(Collection<Long> invoices) {
        Map<Long, String> ended = new HashMap<>();
        jdbc.query(
                ENDED,
                (RowCallbackHandler) rows -> ended.put(rows.getLong("source_id"), rows.getString("target_status")),
                Sql.numbers(invoices),
                connection);
        return ended;
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
        return jdbc.query(MONEY + BY_ID, InvoiceMoney::row, Sql.numbers(invoices), connection).stream()
                .collect(toMap(Money::invoiceId, money -> money));
    }

    /** The money on those of Xero's invoices that are ours. */
    public List<Money> moneyOf(Collection<String> targets) {
        return jdbc.query(MONEY + BY_TARGET, InvoiceMoney::row, Sql.texts(targets), connection);
    }

    private static Money row(ResultSet rows, int n) throws SQLException {
        return new Money(
                rows.getLong("source_id"),
                rows.getString("target_id"),
                Sql.instant(rows, "linked_at"),
                rows.getBigDecimal("amount_paid"),
                zeroIfNull(rows.getBigDecimal("ours")),
                zeroIfNull(rows.getBigDecimal("explained")));
    }

    /** The Harvest invoices we posted payments of, where by Xero's last figures something else is paid, too. */
    public List<Long> unexplained() {
        return jdbc.queryForList(UNEXPLAINED, Long.class, connection);
    }

    private static BigDecimal zeroIfNull(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
