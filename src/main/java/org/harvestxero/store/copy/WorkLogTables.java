package org.harvestxero.store.copy;

import java.time.Clock;
import org.harvestxero.store.connection.RunTable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What was done for one connection.
 *
 * @param audit who did what, page by page
 * @param runs what each run did
 */
public record WorkLogTables(AuditPages audit, RunTable runs) {
    public static WorkLogTables of(String connection, JdbcTemplate jdbc, Clock clock) {
        return new WorkLogTables(new AuditPages(connection, jdbc), new RunTable(connection, jdbc, clock));
    }
}
