package org.harvestxero.store.payroll;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code payroll_link}: which employee somebody is, as a person said. */
public final class PayrollLinkTable {
    private static final String LIST = "select person_id, employee_id from payroll_link where connection = ?";
    private static final String DROP =
            "delete from payroll_link where connection = ? and (person_id = ? or employee_id = ?)";
    private static final String REMOVE = "delete from payroll_link where connection = ? and person_id = ?";
    private static final String ADD = """
            insert into payroll_link (connection, person_id, employee_id, linked_by, linked_at) values (?, ?, ?, ?, ?)""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    PayrollLinkTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Id of the employee by Harvest's number of the person. */
    public Map<Long, String> employees() {
        Map<Long, String> employees = new HashMap<>();
        jdbc.query(
                LIST,
                (RowCallbackHandler) rows -> employees.put(rows.getLong("person_id"), rows.getString("employee_id")),
                connection);
        return employees;
    }

    /** Links both, and neither with anybody else any more. Call it in a transaction. */
    public void put(long person, String employee, String who) {
        jdbc.update(DROP, connection, person, employee);
        jdbc.update(ADD, connection, person, employee, Sql.cut(who, 200), Sql.at(clock.instant()));
    }

    /** False when the person had none. */
    public boolean remove(long person) {
        return jdbc.update(REMOVE, connection, person) == 1;
    }
}
