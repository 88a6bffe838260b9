package org.harvestxero.store.profit;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.harvestxero.profit.AgedWork.Aged;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Tables {@code profit_balance} and {@code profit_accrued}: what unbilled work is worth at the end of months. */
public final class ProfitAccruedTable {
    private static final String FORGET_MONTH = "delete from profit_balance where connection = ? and of_month = ?";
    private static final String FORGET = "delete from profit_accrued where connection = ? and of_month = ?";
    private static final String KNOWN =
            "insert into profit_balance (connection, of_month, as_of, reckoned_at) values (?, ?, ?, ?)";
    private static final String ADD = """
            insert into profit_accrued (connection, of_month, client_id, project_id, task_id, person_id, roles, oldest, hours, amount)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String MONTHS = "select of_month from profit_balance where connection = ?";
    private static final String AS_OF =
            "select as_of from profit_balance where connection = ? and of_month = ? and as_of is not null";
    private static final String OF_MONTH = """
            select client_id, project_id, task_id, person_id, roles, amount from profit_accrued
            where connection = ? and of_month = ?""";
    private static final String AGED = """
            select client_id, project_id, task_id, person_id, roles, oldest, hours, amount from profit_accrued
            where connection = ? and of_month = ? and oldest is not null""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ProfitAccruedTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The months whose balance is reckoned. */
    public Set<YearMonth> months() {
        return new HashSet<>(jdbc.query(MONTHS, (rows, n) -> YearMonth.parse(rows.getString("of_month")), connection));
    }

    /** The day as of which the month's balance is; empty where it, or how old its work is, is not reckoned. */
    public Optional<LocalDate> asOf(YearMonth month) {
        return jdbc.queryForList(AS_OF, LocalDate.class, connection, month.toString()).stream()
                .findFirst();
    }

    /**
     * In place of what was kept of the month. Call it in a transaction.
     *
     * @param asOf its last day, or an earlier one of the month that runs
     */
    public void replace(YearMonth month, LocalDate asOf, List<Aged> balance) {
        forget(List.of(month));
        jdbc.update(KNOWN, connection, month.toString(), asOf, Sql.at(clock.instant()));
        jdbc.batchUpdate(
                ADD,
                balance.stream()
                        .map(each -> {
                            Subject subject = each.subject();
                            return new Object[] {
                                connection,
                                month.toString(),
                                subject.client().id(),
                                subject.project().id(),
                                subject.task().id(),
                                subject.person().name().id(),
                                String.valueOf(Sql.cut(subject.person().roles(), 500)),
                                each.oldest(),
                                each.hours(),
                                each.amount()
                            };
                        })
                        .toList());
    }

    /** What was kept counts no more. */
    public void forget(Collection<YearMonth> months) {
        for (YearMonth month : months) {
            jdbc.update(FORGET_MONTH, connection, month.toString());
            jdbc.update(FORGET, connection, month.toString());
        }
    }

    /** Shows each part of a month's balance, as of a subject in the other month. */
    public void each(YearMonth month, YearMonth as, ProfitNameTable.Names names, BiConsumer<Subject, BigDecimal> seen) {
        jdbc.query(
                OF_MONTH,
                (RowCallbackHandler) rows -> seen.accept(
                        names.subject(
                                as,
                                rows.getLong("client_id"),
                                rows.getLong("project_id"),
                                rows.getLong("task_id"),
                                rows.getLong("person_id"),
                                rows.getString("roles")),
                        Sql.amount(rows, "amount")),
                connection,
                month.toString());
    }

    /** The parts of a month's balance with how old they are. */
    public List<Aged> aged(YearMonth month, ProfitNameTable.Names names) {
        return jdbc.query(
                AGED,
                (rows, n) -> new Aged(
                        names.subject(
                                month,
                                rows.getLong("client_id"),
                                rows.getLong("project_id"),
                                rows.getLong("task_id"),
                                rows.getLong("person_id"),
                                rows.getString("roles")),
                        rows.getObject("oldest", LocalDate.class),
                        Sql.amount(rows, "hours"),
                        Sql.amount(rows, "amount")),
                connection,
                month.toString());
    }
}
