package org.harvestxero.store.payroll;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code payroll_line}: the lines of timesheets, as they are to be and as they last stood in Xero by our doing. */
public final class PayrollLineTable {
    private static final String ADD = """
            insert into payroll_line (connection, timesheet_id, version, line_no, worked_on, rate_id, option_id, hours)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OF_TIMESHEET = """
            select worked_on, rate_id, option_id, hours from payroll_line where connection = ? and timesheet_id = ? and version = ?
            order by line_no""";
    private static final String DROP =
            "delete from payroll_line where connection = ? and timesheet_id = ? and version = ?";
    private static final String WANTED = "wanted";
    private static final String STANDING = "standing";

    private final String connection;
    private final JdbcTemplate jdbc;

    PayrollLineTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** As it is to be. Call it in a transaction. */
    public void want(long timesheet, List<PayLine> lines) {
        put(timesheet, WANTED, lines);
    }

    /** As it stands in Xero by our doing. Call it in a transaction. */
    public void stand(long timesheet, List<PayLine> lines) {
        put(timesheet, STANDING, lines);
    }

    private void put(long timesheet, String version, List<PayLine> lines) {
        jdbc.update(DROP, connection, timesheet, version);
        List<Object[]> rows = new ArrayList<>();
        for (PayLine line : lines) {
            rows.add(new Object[] {
                connection,
                timesheet,
                version,
                rows.size() + 1,
                line.cell().day(),
                line.cell().rate(),
                line.cell().option(),
                line.hours()
            });
        }
        jdbc.batchUpdate(ADD, rows);
    }

    public List<PayLine> wanted(long timesheet) {
        return of(timesheet, WANTED);
    }

    public List<PayLine> standing(long timesheet) {
        return of(timesheet, STANDING);
    }

    private List<PayLine> of(long timesheet, String version) {
        return jdbc.query(
                OF_TIMESHEET,
                (rows, n) -> new PayLine(
                        new PayLine.Cell(
                                rows.getObject("worked_on", LocalDate.class),
                                rows.getString("rate_id"),
                                rows.getString("option_id")),
                        Sql.amount(rows, "hours")),
                connection,
                timesheet,
                version);
    }
}
