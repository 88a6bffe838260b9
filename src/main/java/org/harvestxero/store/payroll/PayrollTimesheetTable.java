package org.harvestxero.store.payroll;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.harvestxero.payroll.PayPeriod;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code payroll_timesheet}: each row one timesheet, recorded before Xero is asked for it. */
public final class PayrollTimesheetTable {
    private static final String FIND = """
            select id, employee_id, first_day, last_day, calendar_id, person_id, state, hours, status, target_id, request_key, asked_at,
            message from payroll_timesheet where connection = ? and employee_id = ? and first_day = ? and last_day = ?""";
    private static final String ADD = """
            insert into payroll_timesheet (connection, employee_id, first_day, last_day, calendar_id, person_id, state, hours, request_key,
            attempts, made_by, created_at) values (?, ?, ?, ?, ?, ?, 'planned', ?, ?, 0, ?, ?)""";
    private static final String CLAIM = """
            update payroll_timesheet set state = ?, attempts = attempts + 1, asked_at = ?, request_key = ?, hours = ?, message = null
            where connection = ? and id = ? and state = ?""";
    private static final String STANDS = """
            update payroll_timesheet set state = ?, target_id = ?, status = ?, message = ?, settled_at = ?
            where connection = ? and id = ?""";
    private static final String MOVE = """
            update payroll_timesheet set state = ?, message = ? where connection = ? and id = ?""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    PayrollTimesheetTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whose timesheet of which days. */
    public record Key(String employeeId, PayPeriod period) {}

    /** @param personId Harvest's */
    public record Whose(Key key, String calendarId, long personId) {}

    /**
     * How far it got.
     *
     * @param requestKey makes a prompt repeat harmless
     * @param status Xero's word as last shown
     */
    public record Progress(
            TimesheetState state,
            String requestKey,
            @Nullable Instant askedAt,
            @Nullable String targetId,
            @Nullable String status,
            @Nullable String message) {}

    /** @param hours that it is to have */
    public record Kept(long id, Whose whose, BigDecimal hours, Progress progress) {
        public TimesheetState state() {
            return progress.state();
        }
    }

    /** Records one that is to be made. Call it in a transaction, with its lines. */
    public Kept add(Whose whose, BigDecimal hours, String key, String who) {
        jdbc.update(
                ADD,
                connection,
                whose.key().employeeId(),
                whose.key().period().first(),
                whose.key().period().last(),
                whose.calendarId(),
                whose.personId(),
                hours,
                key,
                Sql.cut(who, 200),
                Sql.at(clock.instant()));
        return find(whose.key()).orElseThrow(() -> new IllegalStateException("A timesheet was not stored"));
    }

    public Optional<Kept> find(Key key) {
        return jdbc
                .query(
                        FIND,
                        PayrollTimesheetTable::kept,
                        connection,
                        key.employeeId(),
                        key.period().first(),
                        key.period().last())
                .stream()
                .findFirst();
    }

    /** Records that Xero is about to be asked; false when it was settled otherwise meanwhile. @param hours that it is to have then */
    public boolean claim(long id, TimesheetState from, TimesheetState to, String key, BigDecimal hours) {
        return jdbc.update(CLAIM, to.code(), Sql.at(clock.instant()), key, hours, connection, id, from.code()) == 1;
    }

    /** It stands in Xero. @param message what differs from what was asked for; null for nothing */
    public void stands(long id, TimesheetState state, String targetId, String status, @Nullable String message) {
        jdbc.update(
                STANDS,
                state.code(),
                targetId,
                Sql.cut(status, 40),
                Sql.cut(message, 4000),
                Sql.at(clock.instant()),
                connection,
                id);
    }

    /** It is in another state, and nothing new is known of Xero's. */
    public void move(long id, TimesheetState state, @Nullable String message) {
        jdbc.update(MOVE, state.code(), Sql.cut(message, 4000), connection, id);
    }

    static PayPeriod period(ResultSet rows) throws SQLException {
        return new PayPeriod(rows.getObject("first_day", LocalDate.class), rows.getObject("last_day", LocalDate.class));
    }

    private static Kept kept(ResultSet rows, int n) throws SQLException {
        return new Kept(
                rows.getLong("id"),
                new Whose(
                        new Key(rows.getString("employee_id"), period(rows)),
                        rows.getString("calendar_id"),
                        rows.getLong("person_id")),
                Sql.amount(rows, "hours"),
                new Progress(
                        TimesheetState.of(rows.getString("state")),
                        rows.getString("request_key"),
                        Sql.instantOrNull(rows, "asked_at"),
                        rows.getString("target_id"),
                        rows.getString("status"),
                        rows.getString("message")));
    }
}
