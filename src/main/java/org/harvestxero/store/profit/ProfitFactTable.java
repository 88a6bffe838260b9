package org.harvestxero.store.profit;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.harvestxero.billing.Named;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code profit_fact}: what the figures of each month are sums of. */
public final class ProfitFactTable {
    private static final String FORGET = "delete from profit_fact where connection = ? and of_month = ?";
    private static final String ADD = """
            insert into profit_fact (connection, of_month, source, account, client_id, client, project_id, task_id, person_id, roles,
            worked, billable, unrated, unbilled, capacity, cost, revenue, expenses, billed, worth, reasons, lag_net, lag_days)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OF_MONTH = """
            select source, account, client_id, client, project_id, task_id, person_id, roles, worked, billable, unrated,
            unbilled, capacity, cost, revenue, expenses, billed, worth, reasons, lag_net, lag_days
            from profit_fact where connection = ? and of_month = ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    ProfitFactTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * @param source Xero's id of the invoice it is of; empty of work
     * @param account in Xero; empty of work
     */
    public record Kept(String source, String account, Fact fact) {
        public static Kept of(Fact fact) {
            return new Kept("", "", fact);
        }
    }

    /** In place of those kept of the month. Call it in a transaction. */
    public void replace(YearMonth month, List<Kept> facts) {
        jdbc.update(FORGET, connection, month.toString());
        jdbc.batchUpdate(ADD, facts.stream().map(each -> values(month, each)).toList());
    }

    private @Nullable Object[] values(YearMonth month, Kept kept) {
        Fact fact = kept.fact();
        Subject subject = fact.subject();
        return new @Nullable Object[] {
            connection,
            month.toString(),
            kept.source(),
            Sql.cut(kept.account(), 100),
            subject.client().id(),
            subject.client().id() == 0 ? Sql.cut(subject.client().name(), 500) : null,
            subject.project().id(),
            subject.task().id(),
            subject.person().name().id(),
            Sql.cut(subject.person().roles(), 500),
            fact.effort().worked(),
            fact.effort().billable(),
            fact.effort().unrated(),
            fact.effort().unbilled(),
            fact.effort().capacity(),
            fact.amounts().cost(),
            fact.amounts().revenue(),
            fact.amounts().expenses(),
            fact.billed().net(),
            fact.billed().worth(),
            text(fact.billed().reasons()),
            fact.lag().net(),
            fact.lag().netDays()
        };
    }

    /** Shows each fact of the month once, in no order. */
    public void each(YearMonth month, ProfitNameTable.Names names, Consumer<Kept> seen) {
        jdbc.query(
                OF_MONTH,
                (RowCallbackHandler) rows -> seen.accept(kept(rows, month, names)),
                connection,
                month.toString());
    }

    private static Kept kept(ResultSet rows, YearMonth month, ProfitNameTable.Names names) throws SQLException {
        long client = rows.getLong("client_id");
        String unknown = rows.getString("client");
        Subject known = names.subject(
                month,
                client,
                rows.getLong("project_id"),
                rows.getLong("task_id"),
                rows.getLong("person_id"),
                rows.getString("roles"));
        Subject subject = client == 0 && unknown != null ? known.of(new Named(0, unknown)) : known;
        return new Kept(rows.getString("source"), rows.getString("account"), fact(rows, subject));
    }

    private static Fact fact(ResultSet rows, Subject subject) throws SQLException {
        BigDecimal worth = Sql.amount(rows, "worth");
        BigDecimal billed = Sql.amount(rows, "billed");
        String reasons = rows.getString("reasons");
        return new Fact(
                subject,
                new Fact.Effort(
                        Sql.amount(rows, "worked"),
                        Sql.amount(rows, "billable"),
                        Sql.amount(rows, "unrated"),
                        Sql.amount(rows, "unbilled"),
                        Sql.amount(rows, "capacity")),
                new Fact.Amounts(
                        Sql.amount(rows, "cost"), Sql.amount(rows, "revenue"), Sql.amount(rows, "expenses"), null),
                worth.signum() == 0 && billed.signum() == 0
                        ? Fact.Billed.NONE
                        : new Fact.Billed(billed, worth, reasons(reasons)),
                new Fact.Lag(Sql.amount(rows, "lag_net"), Sql.amount(rows, "lag_days")));
    }

    private static @Nullable String text(SortedMap<String, BigDecimal> reasons) {
        return reasons.isEmpty()
                ? null
                : reasons.entrySet().stream()
                        .map(each -> each.getKey() + "\n" + each.getValue().toPlainString())
                        .collect(Collectors.joining("\n"));
    }

    private static SortedMap<String, BigDecimal> reasons(@Nullable String text) {
        SortedMap<String, BigDecimal> reasons = new TreeMap<>();
        String[] parts = text == null ? new String[0] : text.split("\n");
        for (int i = 0; i + 1 < parts.length; i += 2) {
            reasons.put(parts[i], new BigDecimal(parts[i + 1]));
        }
        return reasons;
    }
}
