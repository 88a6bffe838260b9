package org.harvestxero.store.overdue;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the approved sales invoices of table {@code receivable} add up to, by month and by client; never over currencies. */
public final class SalesTotals {
    private static final String WHERE = """
             from receivable where connection = ? and status in ('AUTHORISED', 'PAID') and issued_on between ? and ?
            """;
    private static final String MONTHS = """
            select extract(year from issued_on) as sold_year, extract(month from issued_on) as sold_month, currency, count(*) as invoices,
            sum(total) as total, sum(paid) as paid, sum(due) as due""" + WHERE + """
            group by extract(year from issued_on), extract(month from issued_on), currency
            order by extract(year from issued_on), extract(month from issued_on), currency""";
    private static final String CLIENTS = """
            select contact_id, max(contact_name) as name, currency, count(*) as invoices, sum(total) as total, sum(paid) as paid,
            sum(due) as due""" + WHERE + """
            group by contact_id, currency order by currency, sum(total) desc, contact_id limit ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    SalesTotals(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** With tax. @param due what is left to pay now */
    public record Sum(String currency, long invoices, BigDecimal total, BigDecimal paid, BigDecimal due) {}

    /** By the day an invoice was issued. */
    public record Month(YearMonth month, Sum sum) {}

    /** @param contactId Xero's */
    public record Client(String contactId, String name, Sum sum) {}

    /** Months in which anything was issued; both days included. */
    public List<Month> months(LocalDate from, LocalDate to) {
        return jdbc.query(
                MONTHS,
                (rows, n) -> new Month(YearMonth.of(rows.getInt("sold_year"), rows.getInt("sold_month")), sum(rows)),
                connection,
                from,
                to);
    }

    /** Those with the most in each currency first. */
    public List<Client> clients(LocalDate from, LocalDate to, int most) {
        return jdbc.query(
                CLIENTS,
                (rows, n) -> new Client(rows.getString("contact_id"), rows.getString("name"), sum(rows)),
                connection,
                from,
                to,
                most);
    }

    private static Sum sum(ResultSet rows) throws SQLException {
        return new Sum(
                rows.getString("currency"),
                rows.getLong("invoices"),
                Sql.amount(rows, "total"),
                Sql.amount(rows, "paid"),
                Sql.amount(rows, "due"));
    }
}
