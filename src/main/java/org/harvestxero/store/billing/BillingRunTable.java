package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code billing_run}: each period of a client that was billed, once; and again as a correction when that run was undone. */
public final class BillingRunTable {
    private static final String COLUMNS = """
            id, client_id, client_name, period, period_start, period_end, mode, correction, agreement_hash, currency, billed,
            tie_out, notices, actor, run_at, undone_at
            """;
    private static final String ADD = """
            insert into billing_run (connection, client_id, client_name, period, period_start, period_end, mode, correction,
            agreement_hash, currency, billed, tie_out, notices, actor, run_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String ID = """
            select id from billing_run
            where connection = ? and client_id = ? and period = ? and mode = ? and correction = ?""";
    private static final String FIND = "select " + COLUMNS + " from billing_run where connection = ? and id = ?";
    private static final String STANDING = "select " + COLUMNS + """
             from billing_run where connection = ? and client_id = ? and period = ? and mode <> 'trial' and undone_at is null
            order by id desc limit 1""";
    private static final String OF_CLIENT = "select " + COLUMNS + """
             from billing_run where connection = ? and client_id = ? order by period_start, id""";
    private static final String OF_PERIOD = "select " + COLUMNS + """
             from billing_run where connection = ? and period = ? order by client_name, id""";
    private static final String LATEST = "select " + COLUMNS + """
             from billing_run where connection = ? and mode <> 'trial' order by id desc limit ?""";
    private static final String NEXT_CORRECTION = """
            select coalesce(max(correction) + 1, 0) from billing_run
            where connection = ? and client_id = ? and period = ? and mode = ?""";
    private static final String UNDO = "update billing_run set undone_at = ? where id = ? and undone_at is null";
    private static final String REDO = "update billing_run set undone_at = null where id = ?";
    private static final String LAST_OF_PERIOD = "select " + COLUMNS + """
             from billing_run where connection = ? and client_id = ? and period = ? and mode <> 'trial'
            order by id desc limit 1""";
    private static final String TOTALS = """
            select sum(d.subtotal) as total from billing_run r join draft_invoice d on d.run_id = r.id
            where r.connection = ? and r.client_id = ? and r.mode <> 'trial' and r.undone_at is null
            and left(r.period, 6) <> 'ready-' and r.period_start < ? and d.state in (""" + DraftLines.RELEASED + """
            , ?) group by r.id, r.period_start order by r.period_start desc, r.id desc""";
    private static final String PERIODS = """
            select client_id, period from billing_run where connection = ? and mode <> 'trial' and undone_at is null""";

    private static final String PERIODS_OF_CLIENT = PERIODS + " and client_id = ?";

    private static final String LAST_OF_CLIENTS = "select " + COLUMNS + """
             from billing_run where id in (select max(r.id) from billing_run r where r.connection = ? and r.mode <> 'trial'
            and r.undone_at is null group by r.client_id) order by client_name, client_id""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public BillingRunTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A period somebody billed. */
    public record Billed(long clientId, String period) {}

    /** The last run of each client that stands, by the clients' names. */
    public List<StoredRun> lastOfClients() {
        return jdbc.query(LAST_OF_CLIENTS, BillingRunTable::row, connection);
    }

    /** Stores the run; empty when the period was billed meanwhile. */
    public Optional<Long> add(NewRun run) {
        int added = jdbc.update(
                ADD,
                connection,
                run.clientId(),
                Sql.cut(run.clientName(), 300),
                run.period(),
                run.start(),
                run.end(),
                run.mode().code(),
                run.correction(),
                run.agreementHash(),
                run.currency(),
                run.billed(),
                run.tieOut(),
                Sql.cut(run.notices(), 100_000),
                Sql.cut(run.actor(), 200),
                Sql.at(clock.instant()));
        return added == 0
                ? Optional.empty()
                : Optional.ofNullable(jdbc.queryForObject(
                        ID,
                        Long.class,
                        connection,
                        run.clientId(),
                        run.period(),
                        run.mode().code(),
                        run.correction()));
    }

    public Optional<StoredRun> find(long id) {
        return jdbc.query(FIND, BillingRunTable::row, connection, id).stream().findFirst();
    }

    /** The run by which the period counts as billed, live or by other means. */
    public Optional<StoredRun> standing(long clientId, String period) {
        return jdbc.query(STANDING, BillingRunTable::row, connection, clientId, period).stream()
                .findFirst();
    }

    /** The newest run of the period, standing or undone; trials aside. */
    public Optional<StoredRun> last(long clientId, String period) {
        return jdbc.query(LAST_OF_PERIOD, BillingRunTable::row, connection, clientId, period).stream()
                .findFirst();
    }

    /** All runs of a client, oldest period first, with trials and what was undone. */
    public List<StoredRun> ofClient(long clientId) {
        return jdbc.query(OF_CLIENT, BillingRunTable::row, connection, clientId);
    }

    /** All runs of a period, by client. */
    public List<StoredRun> ofPeriod(String period) {
        return jdbc.query(OF_PERIOD, BillingRunTable::row, connection, period);
    }

    /** The latest runs, the newest first. */
    public List<StoredRun> latest(int limit) {
        return jdbc.query(LATEST, BillingRunTable::row, connection, limit);
    }

    /** Every period that counts as billed. */
    public List<Billed> periods() {
        return jdbc.query(
                PERIODS, (rows, n) -> new Billed(rows.getLong("client_id"), rows.getString("period")), connection);
    }

    /** The same of one client, by label. */
    public Set<String> periods(long clientId) {
        return Set.copyOf(jdbc.query(PERIODS_OF_CLIENT, (rows, n) -> rows.getString("period"), connection, clientId));
    }

    /**
     * What was released to the client for periods that start before {@code day}, before tax, the latest first.
     *
     * @param asWell drafts in this state count as if they had been released
     */
    public List<BigDecimal> totals(long clientId, LocalDate day, DraftState asWell) {
        return jdbc.queryForList(TOTALS, BigDecimal.class, connection, clientId, day, asWell.code());
    }

    /** The number the next run of the period takes: 0 for the first. */
    public int nextCorrection(long clientId, String period, BillingMode mode) {
        Integer next = jdbc.queryForObject(NEXT_CORRECTION, Integer.class, connection, clientId, period, mode.code());
        return next == null ? 0 : next;
    }

    /** Marks the run as undone; false when it was already. */
    public boolean undo(long id) {
        return jdbc.update(UNDO, Sql.at(clock.instant()), id) == 1;
    }

    /** Lets an undone run count again for one calculation, in a transaction that is rolled back. */
    public void redo(long id) {
        jdbc.update(REDO, id);
    }

    private static StoredRun row(ResultSet rows, int n) throws SQLException {
        return new StoredRun(
                rows.getLong("id"),
                new NewRun(
                        rows.getLong("client_id"),
                        rows.getString("client_name"),
                        rows.getString("period"),
                        rows.getObject("period_start", LocalDate.class),
                        rows.getObject("period_end", LocalDate.class),
                        BillingMode.of(rows.getString("mode")),
                        rows.getInt("correction"),
                        rows.getString("agreement_hash"),
                        rows.getString("currency"),
                        Sql.amount(rows, "billed"),
                        rows.getString("tie_out"),
                        rows.getString("notices"),
                        rows.getString("actor")),
                Sql.instant(rows, "run_at"),
                Sql.instantOrNull(rows, "undone_at"));
    }
}
