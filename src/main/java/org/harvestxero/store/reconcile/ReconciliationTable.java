package org.harvestxero.store.reconcile;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code reconciliation} with what each of them added up to. */
public final class ReconciliationTable {
    private static final String ADD = """
            insert into reconciliation (connection, made_on, began_at, ended_at, actor, differences, unexplained, left_out, harvest_calls,
            xero_calls, trouble) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String NEWEST = "select max(id) from reconciliation where connection = ?";
    private static final String ADD_SIDE = """
            insert into reconciliation_side (reconciliation_id, currency, measure, in_harvest, in_xero, harvest, xero)
            values (?, ?, ?, ?, ?, ?, ?)""";
    private static final String ADD_REASON = """
            insert into reconciliation_reason (reconciliation_id, currency, measure, reason, documents, amount, size)
            values (?, ?, ?, ?, ?, ?, ?)""";
    private static final String COLUMNS = """
            select id, made_on, began_at, ended_at, actor, differences, unexplained, left_out, harvest_calls, xero_calls, trouble
            from reconciliation""";
    private static final String LAST = COLUMNS + " where connection = ? order by id desc fetch first row only";
    private static final String LAST_COMPLETE =
            COLUMNS + " where connection = ? and trouble is null order by id desc fetch first row only";
    private static final String COMPLETE_OF_DAY =
            COLUMNS + " where connection = ? and made_on = ? and trouble is null order by id desc fetch first row only";
    private static final String DAYS = COLUMNS + """
             o where connection = ? and made_on >= ? and not exists (select 1 from reconciliation r
            where r.connection = o.connection and r.made_on = o.made_on and (r.trouble is null) = (o.trouble is null) and r.id > o.id)
            order by made_on, id""";
    private static final String SIDES = """
            select currency, measure, in_harvest, in_xero, harvest, xero from reconciliation_side
            where reconciliation_id = ? order by currency, measure""";
    private static final String REASONS = """
            select currency, measure, reason, documents, amount, size from reconciliation_reason
            where reconciliation_id = ? order by currency, measure, reason""";
    private static final String OLD = "select id from reconciliation where connection = ? and made_on < ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    public ReconciliationTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * One reconciliation.
     *
     * @param trouble why it is not complete; null when it is
     */
    public record Run(
            LocalDate day,
            Span span,
            String actor,
            Counts counts,
            Calls calls,
            @Nullable String trouble) {
        public boolean isComplete() {
            return trouble == null;
        }
    }

    public record Span(Instant began, Instant ended) {}

    /** @param leftOut differences that are counted and not kept */
    public record Counts(long differences, long unexplained, long leftOut) {}

    public record Calls(int harvest, int xero) {}

    /** @param id for what it added up to */
    public record Stored(long id, Run run) {}

    /** One measure of the sides. @param inHarvest,inXero documents */
    public record Side(
            String currency, String measure, long inHarvest, long inXero, BigDecimal harvest, BigDecimal xero) {}

    public record Sum(
            String currency, String measure, String reason, long documents, BigDecimal amount, BigDecimal size) {}

    /** Stores it; call it in a transaction. */
    public void add(Run run, List<Side> sides, List<Sum> sums) {
        jdbc.update(
                ADD,
                connection,
                run.day(),
                Sql.at(run.span().began()),
                Sql.at(run.span().ended()),
                Sql.cut(run.actor(), 200),
                run.counts().differences(),
                run.counts().unexplained(),
                run.counts().leftOut(),
                run.calls().harvest(),
                run.calls().xero(),
                Sql.cut(run.trouble(), 2000));
        long id = Sql.count(jdbc, NEWEST, connection);
        jdbc.batchUpdate(
                ADD_SIDE,
                sides.stream()
                        .map(side -> new Object[] {
                            id,
                            side.currency(),
                            side.measure(),
                            side.inHarvest(),
                            side.inXero(),
                            side.harvest(),
                            side.xero()
                        })
                        .toList());
        jdbc.batchUpdate(
                ADD_REASON,
                sums.stream()
                        .map(sum -> new Object[] {
                            id, sum.currency(), sum.measure(), sum.reason(), sum.documents(), sum.amount(), sum.size()
                        })
                        .toList());
    }

    /** The latest, complete or not. */
    public Optional<Run> last() {
        return jdbc.query(LAST, ReconciliationTable::stored, connection).stream()
                .map(Stored::run)
                .findFirst();
    }

    public Optional<Run> lastComplete() {
        return latestComplete().map(Stored::run);
    }

    /** The latest complete one, with what leads to its sums. */
    public Optional<Stored> latestComplete() {
        return jdbc.query(LAST_COMPLETE, ReconciliationTable::stored, connection).stream()
                .findFirst();
    }

    /** The latest complete one of a day. */
    public Optional<Stored> latestComplete(LocalDate day) {
        return jdbc.query(COMPLETE_OF_DAY, ReconciliationTable::stored, connection, day).stream()
                .findFirst();
    }

    /** Of each day since then the last that is complete, and the last that is not. */
    public List<Stored> days(LocalDate since) {
        return jdbc.query(DAYS, ReconciliationTable::stored, connection, since);
    }

    public List<Side> sides(long id) {
        return jdbc.query(
                SIDES,
                (rows, n) -> new Side(
                        rows.getString("currency"),
                        rows.getString("measure"),
                        rows.getLong("in_harvest"),
                        rows.getLong("in_xero"),
                        Sql.amount(rows, "harvest"),
                        Sql.amount(rows, "xero")),
                id);
    }

    public List<Sum> sums(long id) {
        return jdbc.query(
                REASONS,
                (rows, n) -> new Sum(
                        rows.getString("currency"),
                        rows.getString("measure"),
                        rows.getString("reason"),
                        rows.getLong("documents"),
                        Sql.amount(rows, "amount"),
                        Sql.amount(rows, "size")),
                id);
    }

    /** Lets go of those of earlier days. */
    public void forgetBefore(LocalDate day) {
        List<Object[]> old = jdbc.queryForList(OLD, Long.class, connection, day).stream()
                .map(id -> new Object[] {id})
                .toList();
        jdbc.batchUpdate("delete from reconciliation_side where reconciliation_id = ?", old);
        jdbc.batchUpdate("delete from reconciliation_reason where reconciliation_id = ?", old);
        jdbc.batchUpdate("delete from reconciliation where id = ?", old);
    }

    private static Stored stored(ResultSet rows, int n) throws SQLException {
        return new Stored(
                rows.getLong("id"),
                new Run(
                        rows.getObject("made_on", LocalDate.class),
                        new Span(Sql.instant(rows, "began_at"), Sql.instant(rows, "ended_at")),
                        rows.getString("actor"),
                        new Counts(rows.getLong("differences"), rows.getLong("unexplained"), rows.getLong("left_out")),
                        new Calls(rows.getInt("harvest_calls"), rows.getInt("xero_calls")),
                        rows.getString("trouble")));
    }
}
