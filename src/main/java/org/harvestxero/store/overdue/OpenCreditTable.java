package org.harvestxero.store.overdue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.store.database.Sql;
import org.harvestxero.store.overdue.ReceivableTable.Party;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code open_credit}: credits of clients in Xero that are not set against an invoice, as its lists last showed them. */
public final class OpenCreditTable {
    private static final String CLEAR = "delete from open_credit where connection = ?";
    private static final String ADD = """
            insert into open_credit (connection, target_id, contact_id, contact_name, currency, dated_on, remaining)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String ALL = """
            select o.target_id, o.contact_id, o.contact_name, o.currency, o.dated_on, o.remaining, c.source_id as client_id
            from open_credit o left join link c on c.connection = o.connection and c.kind = 'contact' and c.target_id = o.contact_id
            where o.connection = ? order by o.contact_name, o.target_id""";

    private final String connection;
    private final JdbcTemplate jdbc;

    OpenCreditTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param remaining what of it is set against nothing, above zero */
    public record OpenCredit(String id, Party party, String currency, LocalDate dated, BigDecimal remaining) {}

    /** These and no others stand. Call it in a transaction. */
    public void replaceAll(List<OpenCredit> credits) {
        jdbc.update(CLEAR, connection);
        jdbc.batchUpdate(
                ADD,
                credits.stream()
                        .map(credit -> new Object[] {
                            connection,
                            credit.id(),
                            credit.party().contactId(),
                            Sql.cut(credit.party().name(), 500),
                            credit.currency(),
                            credit.dated(),
                            credit.remaining()
                        })
                        .toList());
    }

    public List<OpenCredit> all() {
        return jdbc.query(
                ALL,
                (rows, n) -> new OpenCredit(
                        rows.getString("target_id"),
                        new Party(
                                Sql.longOrNull(rows, "client_id"),
                                rows.getString("contact_id"),
                                rows.getString("contact_name")),
                        rows.getString("currency"),
                        rows.getObject("dated_on", LocalDate.class),
                        Sql.amount(rows, "remaining")),
                connection);
    }
}
