package org.harvestxero.store.payroll;

import java.time.Clock;
import java.util.List;
import org.harvestxero.payroll.PayPeriod;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code payroll_hindrance}: whose hours need a person, as of the last look at a period. */
public final class PayrollHindranceTable {
    private static final String CLEAR =
            "delete from payroll_hindrance where connection = ? and first_day = ? and last_day = ?";
    private static final String ADD = """
            insert into payroll_hindrance (connection, first_day, last_day, person_id, kind, message, remedy, noted_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String COUNTS = """
            select first_day, last_day, count(*) as people from payroll_hindrance where connection = ? group by first_day, last_day
            order by first_day, last_day""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    PayrollHindranceTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param kind as scripts read it */
    public record Noted(long personId, String kind, String message, String remedy) {}

    /** How many people of a period; it says nothing of anybody's pay. */
    public record Count(PayPeriod period, int people) {}

    /** Those of a period instead of the ones noted before. Call it in a transaction. */
    public void put(PayPeriod period, List<Noted> noted) {
        jdbc.update(CLEAR, connection, period.first(), period.last());
        jdbc.batchUpdate(
                ADD,
                noted.stream()
                        .map(each -> new Object[] {
                            connection,
                            period.first(),
                            period.last(),
                            each.personId(),
                            each.kind(),
                            Sql.cut(each.message(), 4000),
                            Sql.cut(each.remedy(), 4000),
                            Sql.at(clock.instant())
                        })
                        .toList());
    }

    /** Of each period that has any, the earliest first. */
    public List<Count> counts() {
        return jdbc.query(
                COUNTS, (rows, n) -> new Count(PayrollTimesheetTable.period(rows), rows.getInt("people")), connection);
    }
}
