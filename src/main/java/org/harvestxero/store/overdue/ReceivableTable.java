package org.harvestxero.store.overdue;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code receivable}: sales invoices as Xero's lists last showed them, with the Harvest invoice and client behind them. */
public final class ReceivableTable {
    private static final String PUT = """
            update receivable set contact_id = ?, contact_name = ?, number = ?, status = ?, currency = ?, issued_on = ?, due_on = ?,
            total = ?, due = ?, paid = ?, settled_on = ? where connection = ? and target_id = ?""";
    private static final String ADD = """
            insert into receivable (contact_id, contact_name, number, status, currency, issued_on, due_on, total, due, paid,
            settled_on, connection, target_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String COLUMNS = """
            select r.target_id, r.contact_id, r.contact_name, r.number, r.status, r.currency, r.issued_on, r.due_on, r.total, r.due,
            r.paid, r.settled_on, l.source_id, coalesce(c.source_id, d.parent_id) as client_id
            """;
    private static final String JOINED = """
             left join link l on l.connection = r.connection and l.kind = 'invoice' and l.target_id = r.target_id
            left join source_document d on d.connection = r.connection and d.kind = 'invoice' and d.source_id = l.source_id
            left join link c on c.connection = r.connection and c.kind = 'contact' and c.target_id = r.contact_id
            where r.connection = ?""";
    private static final String SELECT = COLUMNS + "from receivable r" + JOINED;
    private static final String OPEN =
            SELECT + " and r.status = 'AUTHORISED' and r.due > 0 order by r.due_on, r.number, r.target_id";
    private static final String COUNTED = SELECT + """
             and r.status in ('AUTHORISED', 'PAID') and r.issued_on <= ?
            and (r.issued_on >= ? or r.status = 'AUTHORISED' and r.due > 0) order by r.due_on, r.number, r.target_id""";
    private static final String NUMBERED = SELECT + " and lower(r.number) = lower(?) order by r.target_id";
    private static final String AMONG =
            COLUMNS + "from unnest(?) asked(id) join receivable r on r.target_id = asked.id" + JOINED;
    private static final String INVOICED = """
            select currency, sum(total) as total from receivable where connection = ? and status in ('AUTHORISED', 'PAID')
            and issued_on between ? and ? group by currency""";

    private final String connection;
    private final JdbcTemplate jdbc;

    ReceivableTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * One sales invoice.
     *
     * @param harvestId the copied Harvest invoice, below zero one billed here; null for others
     * @param clientId Harvest's client; null where none is known
     */
    public record Receivable(
            String id,
            String number,
            String status,
            Party party,
            Figures figures,
            @Nullable Long harvestId) {
        /** Whether it is approved and something is left to pay. */
        public boolean isOpen() {
            return status.equals("AUTHORISED") && figures.due().signum() > 0;
        }
    }

    /** Who owes it: Harvest's client that the contact stands for, else the client of the copied invoice; null where neither is known. */
    public record Party(@Nullable Long clientId, String contactId, String name) {}

    /** @param settled when nothing was left to pay any more; null while something is */
    public record Figures(
            String currency,
            LocalDate issued,
            LocalDate dueOn,
            BigDecimal total,
            BigDecimal due,
            BigDecimal paid,
            @Nullable LocalDate settled) {}

    public void putAll(List<Receivable> shown) {
        int[] stored = jdbc.batchUpdate(PUT, shown.stream().map(this::values).toList());
        List<@Nullable Object[]> fresh = new ArrayList<>();
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] == 0) {
                fresh.add(values(shown.get(i)));
            }
        }
        jdbc.batchUpdate(ADD, fresh);
    }

    private @Nullable Object[] values(Receivable shown) {
        Figures figures = shown.figures();
        return new @Nullable Object[] {
            shown.party().contactId(),
            Sql.cut(shown.party().name(), 500),
            Sql.cut(shown.number(), 300),
            shown.status(),
            figures.currency(),
            figures.issued(),
            figures.dueOn(),
            figures.total(),
            figures.due(),
            figures.paid(),
            figures.settled(),
            connection,
            shown.id()
        };
    }

    /** What is approved and not paid, the longest due first. */
    public List<Receivable> open() {
        return jdbc.query(OPEN, ReceivableTable::row, connection);
    }

    /** What is approved and not paid, and what was approved and issued since a day; the longest due first. @param to the last day of issue */
    public List<Receivable> counted(LocalDate from, LocalDate to) {
        return jdbc.query(COUNTED, ReceivableTable::row, connection, to, from);
    }

    /** Those that go by the number, in whatever case. */
    public List<Receivable> numbered(String number) {
        return jdbc.query(NUMBERED, ReceivableTable::row, connection, number);
    }

    public List<Receivable> among(Collection<String> ids) {
        return jdbc.query(AMONG, ReceivableTable::row, Sql.texts(ids), connection);
    }

    public Optional<Receivable> find(String id) {
        return among(List.of(id)).stream().findFirst();
    }

    /** @param total of the approved invoices issued in the span, with tax */
    public record Invoiced(String currency, BigDecimal total) {}

    /** Both days included. */
    public List<Invoiced> invoiced(LocalDate from, LocalDate to) {
        return jdbc.query(
                INVOICED,
                (rows, n) -> new Invoiced(rows.getString("currency"), Sql.amount(rows, "total")),
                connection,
                from,
                to);
    }

    private static Receivable row(ResultSet rows, int n) throws SQLException {
        return new Receivable(
                rows.getString("target_id"),
                rows.getString("number"),
                rows.getString("status"),
                new Party(
                        Sql.longOrNull(rows, "client_id"),
                        rows.getString("contact_id"),
                        rows.getString("contact_name")),
                new Figures(
                        rows.getString("currency"),
                        rows.getObject("issued_on", LocalDate.class),
                        rows.getObject("due_on", LocalDate.class),
                        Sql.amount(rows, "total"),
                        Sql.amount(rows, "due"),
                        Sql.amount(rows, "paid"),
                        rows.getObject("settled_on", LocalDate.class)),
                Sql.longOrNull(rows, "source_id"));
    }
}
