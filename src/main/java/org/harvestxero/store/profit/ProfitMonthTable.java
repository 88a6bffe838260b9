package org.harvestxero.store.profit;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code profit_month}: the months that were read, with what came of it. */
public final class ProfitMonthTable {
    private static final String FORGET = "delete from profit_month where connection = ? and of_month = ?";
    private static final String ADD = """
            insert into profit_month (connection, of_month, currency, entries, hours, notes, read_at)
            values (?, ?, ?, ?, ?, ?, ?)""";
    private static final String ALL = """
            select of_month, currency, entries, hours, notes from profit_month where connection = ?""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ProfitMonthTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a month consists of. @param hours of its entries */
    public record Size(long entries, BigDecimal hours) {}

    public record ReadMonth(String currency, Size size, List<String> notes) {}

    /** In place of what was kept of the month. Call it in a transaction with its facts. */
    public void put(YearMonth month, String currency, Size size, List<String> notes) {
        jdbc.update(FORGET, connection, month.toString());
        jdbc.update(
                ADD,
                connection,
                month.toString(),
                currency,
                size.entries(),
                size.hours(),
                notes.isEmpty() ? null : Sql.cut(String.join("\n", notes), 4000),
                Sql.at(clock.instant()));
    }

    /** What was kept of it counts no more: it is to be read again. */
    public void forget(YearMonth month) {
        jdbc.update(FORGET, connection, month.toString());
    }

    public Map<YearMonth, ReadMonth> all() {
        Map<YearMonth, ReadMonth> months = new HashMap<>();
        jdbc.query(
                ALL,
                (RowCallbackHandler) rows -> months.put(YearMonth.parse(rows.getString("of_month")), row(rows)),
                connection);
        return months;
    }

    private static ReadMonth row(ResultSet rows) throws SQLException {
        String notes = rows.getString("notes");
        return new ReadMonth(
                rows.getString("currency"),
                new Size(rows.getLong("entries"), Sql.amount(rows, "hours")),
                notes == null ? List.of() : List.of(notes.split("\n")));
    }
}
