package org.harvestxero.store.payroll;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables about payroll of one connection. */
public record PayrollTables(
        PayrollTimesheetTable timesheets,
        PayrollLineTable lines,
        PayrollLinkTable links,
        PayrollHindranceTable hindrances) {
    public static PayrollTables of(String connection, JdbcTemplate jdbc, Clock clock) {
        return new PayrollTables(
                new PayrollTimesheetTable(connection, jdbc, clock),
                new PayrollLineTable(connection, jdbc),
                new PayrollLinkTable(connection, jdbc, clock),
                new PayrollHindranceTable(connection, jdbc, clock));
    }
}
