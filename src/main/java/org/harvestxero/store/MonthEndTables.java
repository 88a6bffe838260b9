package org.harvestxero.store;

import java.time.Clock;
import org.harvestxero.store.journal.JournalTables;
import org.harvestxero.store.payroll.PayrollTables;
import org.harvestxero.store.profit.ProfitTables;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is kept of a month that is over.
 *
 * @param journal what was booked of it
 * @param payroll whose hours went into payroll
 * @param profit what its work earned, and what was told of budgets
 */
public record MonthEndTables(JournalTables journal, PayrollTables payroll, ProfitTables profit) {
    static MonthEndTables of(String connection, JdbcTemplate jdbc, Clock clock) {
        return new MonthEndTables(
                JournalTables.of(connection, jdbc, clock),
                PayrollTables.of(connection, jdbc, clock),
                ProfitTables.of(connection, jdbc, clock));
    }
}
