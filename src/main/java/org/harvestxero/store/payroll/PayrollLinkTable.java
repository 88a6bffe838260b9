package org.harvestxero.store.payroll;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code payroll_link}: which employee somebody is, as a person said. */
public final class PayrollLinkTable {
    private static final String LIST =
            "select person_id, employee_id, linked_by, linked_at from payroll_link where connection = ? order by person_id";
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

    public record Link(long personId, String employeeId, String by, Instant at) {}

    public List<Link> list() {
        return jdbc.query(
                LIST,
                (rows, n) -> new Link(
                        rows.getLong("person_id"),
                        rows.getString("employee_id"),
                        rows.getString("linked_by"),
                        Sql.instant(rows, "linked_at")),
                connection);
    }

    /** Id of the employee by Harvest's number of the person. */
    public Map<Long, String> employees() {
        return list().stream().collect(Collectors.toMap(Link::personId, Link::employeeId));
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
