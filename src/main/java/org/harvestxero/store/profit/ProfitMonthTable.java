package org.harvestxero.store.profit;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code profit_month}: the months that were read, with what came of it. */
public final class ProfitMonthTable {
    private static final String FORGET = "delete from profit_month where connection = ? and of_month = ?";
    private static final String ADD = """
            insert into profit_month (connection, of_month, currency, entries, hours, notes, read_at)
            values (?, ?, ?, ?, ?, ?, ?)""";
    private static final String ALL = """
            select of_month, currency, entries, hours, notes, read_at from profit_month where connection = ?
            order by of_month""";

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

    public record ReadMonth(YearMonth month, String currency, Size size, List<String> notes, Instant at) {}

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

    /** The earliest first. */
    public List<ReadMonth> all() {
        return jdbc.query(ALL, ProfitMonthTable::row, connection);
    }

    private static ReadMonth row(ResultSet rows, int n) throws SQLException {
        String notes = rows.getString("notes");
        return new ReadMonth(
                YearMonth.parse(rows.getString("of_month")),
                rows.getString("currency"),
                new Size(rows.getLong("entries"), Sql.amount(rows, "hours")),
                notes == null ? List.of() : List.of(notes.split("\n")),
                Sql.instant(rows, "read_at"));
    }
}
