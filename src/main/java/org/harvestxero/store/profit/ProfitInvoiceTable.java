package org.harvestxero.store.profit;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.profit.IncomeDocument;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code profit_invoice}: the invoices and credit notes that revenue comes from. */
public final class ProfitInvoiceTable {
    private static final String FORGET_MONTH = "delete from profit_invoice where connection = ? and of_month = ?";
    private static final String FORGET = "delete from profit_invoice where connection = ? and target_id = ?";
    private static final String ADD = """
            insert into profit_invoice (connection, target_id, of_month, number, credit, dated_on, currency, rate, net, split)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String MONTHS_OF = """
            select i.target_id, i.of_month from unnest(?) asked(id) join profit_invoice i on i.target_id = asked.id
            where i.connection = ?""";
    private static final String OF_MONTH = """
            select target_id, number, credit, dated_on, currency, rate, net, split from profit_invoice
            where connection = ? and of_month = ? order by dated_on, number, target_id""";

    private static final String RATE = """
            select rate from profit_invoice where connection = ? and currency = ? and dated_on <= ?
            order by dated_on desc, target_id limit 1""";

    private static final String RATES = """
            select i.target_id, i.rate from unnest(?) asked(id) join profit_invoice i on i.target_id = asked.id
            where i.connection = ?""";

    private static final String BEFORE_RUNS = """
            select distinct i.of_month from profit_invoice i
            join profit_month m on m.connection = i.connection and m.of_month = i.of_month
            where i.connection = ? and i.split like ?
            and exists (select 1 from billing_run r where r.connection = i.connection and r.run_at > m.read_at)""";

    private final String connection;
    private final JdbcTemplate jdbc;

    ProfitInvoiceTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param net in its currency, below zero of a credit note */
    public record Invoice(IncomeDocument.Identity identity, BigDecimal rate, BigDecimal net, String split) {}

    /** In place of those kept of the month. Call it in a transaction with its facts. */
    public void replace(YearMonth month, Collection<IncomeDocument> documents) {
        jdbc.update(FORGET_MONTH, connection, month.toString());
        List<Object[]> forget = new ArrayList<>();
        List<Object[]> add = new ArrayList<>();
        for (IncomeDocument document : documents) {
            IncomeDocument.Identity identity = document.identity();
            forget.add(new Object[] {connection, identity.id()});
            add.add(new Object[] {
                connection,
                identity.id(),
                month.toString(),
                Sql.cut(identity.number(), 300),
                identity.credit(),
                identity.date(),
                identity.currency(),
                document.rate(),
                document.lines().stream().map(IncomeDocument.Line::net).reduce(BigDecimal.ZERO, BigDecimal::add),
                Sql.cut(document.origin().how(), 500)
            });
        }
        jdbc.batchUpdate(FORGET, forget);
        jdbc.batchUpdate(ADD, add);
    }

    /** In which months they were when they were read, by Xero's ids. */
    public Map<String, YearMonth> months(Collection<String> ids) {
        Map<String, YearMonth> months = new HashMap<>();
        jdbc.query(
                MONTHS_OF,
                (RowCallbackHandler)
                        rows -> months.put(rows.getString("target_id"), YearMonth.parse(rows.getString("of_month"))),
                Sql.texts(ids),
                connection);
        return months;
    }

    /** What they were converted at when they were read, by Xero's ids. */
    public Map<String, BigDecimal> rates(Collection<String> ids) {
        Map<String, BigDecimal> rates = new HashMap<>();
        jdbc.query(
                RATES,
                (RowCallbackHandler) rows -> rates.put(rows.getString("target_id"), rows.getBigDecimal("rate")),
                Sql.texts(ids),
                connection);
        return rates;
    }

    /** What the latest invoice in the currency up to the day was converted at; empty when there is none. */
    public Optional<BigDecimal> rate(String currency, LocalDate until) {
        return jdbc.queryForList(RATE, BigDecimal.class, connection, currency, until).stream()
                .findFirst();
    }

    /** Months in which the words of an invoice hold these, and that were read before the last bill was made. */
    public List<YearMonth> saying(String words) {
        return jdbc.query(
                BEFORE_RUNS, (rows, n) -> YearMonth.parse(rows.getString("of_month")), connection, "%" + words + "%");
    }

    /** By date and number. */
    public List<Invoice> of(YearMonth month) {
        return jdbc.query(OF_MONTH, ProfitInvoiceTable::row, connection, month.toString());
    }

    private static Invoice row(ResultSet rows, int n) throws SQLException {
        return new Invoice(
                new IncomeDocument.Identity(
                        rows.getString("target_id"),
                        rows.getString("number"),
                        rows.getBoolean("credit"),
                        rows.getObject("dated_on", LocalDate.class),
                        rows.getString("currency")),
                rows.getBigDecimal("rate"),
                Sql.amount(rows, "net"),
                rows.getString("split"));
    }
}
