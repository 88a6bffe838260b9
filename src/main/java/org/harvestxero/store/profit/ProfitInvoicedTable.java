package org.harvestxero.store.profit;

import java.time.YearMonth;
import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.profit.InvoicedWork;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code profit_invoiced}: the work of each month that Harvest shows on its invoices, whenever these are dated. */
public final class ProfitInvoicedTable {
    private static final String FORGET = "delete from profit_invoiced where connection = ? and of_month = ?";
    private static final String ADD = """
            insert into profit_invoiced (connection, of_month, invoice_id, project_id, task_id, person_id, roles, worth)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OF_INVOICE = """
            select project_id, task_id, person_id, roles, worth from profit_invoiced
            where connection = ? and invoice_id = ? and of_month <> ? order by of_month, project_id, person_id, task_id, roles, worth""";

    private final String connection;
    private final JdbcTemplate jdbc;

    ProfitInvoicedTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** In place of what was kept of the month. Call it in the transaction that keeps its facts, which keep the names. */
    public void replace(YearMonth month, List<InvoicedWork> works) {
        jdbc.update(FORGET, connection, month.toString());
        jdbc.batchUpdate(
                ADD,
                works.stream()
                        .map(work -> new @Nullable Object[] {
                            connection,
                            month.toString(),
                            work.invoice(),
                            work.project().id(),
                            work.task().id(),
                            work.person().name().id(),
                            Sql.cut(work.person().roles(), 500),
                            work.worth()
                        })
                        .toList());
    }

    /** What was worked in all months but one, which is being read anew. @param invoice Harvest's id */
    public List<InvoicedWork> of(long invoice, YearMonth but, ProfitNameTable.Names names) {
        return jdbc.query(
                OF_INVOICE,
                (rows, n) -> {
                    Subject subject = names.subject(
                            but,
                            0,
                            rows.getLong("project_id"),
                            rows.getLong("task_id"),
                            rows.getLong("person_id"),
                            rows.getString("roles"));
                    Named task = subject.task();
                    return new InvoicedWork(
                            invoice, subject.project(), subject.person(), task, Sql.amountOrNull(rows, "worth"));
                },
                connection,
                invoice,
                but.toString());
    }
}
