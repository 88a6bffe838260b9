package org.harvestxero.store.overdue;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables about overdue invoices of one connection. */
public record OverdueTables(
        ReceivableTable receivables,
        ReceivableHolds holds,
        OverdueStepTable steps,
        OverdueMailTable mails,
        ArrangementTable arrangements,
        OpenCreditTable credits,
        SalesTotals sales) {
    public static OverdueTables of(String connection, JdbcTemplate jdbc, Clock clock) {
        return new OverdueTables(
                new ReceivableTable(connection, jdbc),
                new ReceivableHolds(connection, jdbc),
                new OverdueStepTable(connection, jdbc, clock),
                new OverdueMailTable(connection, jdbc, clock),
                new ArrangementTable(connection, jdbc, clock),
                new OpenCreditTable(connection, jdbc),
                new SalesTotals(connection, jdbc));
    }
}
