package org.harvestxero.store.assistant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code assistant_call}: what assistants asked, one row for each call; none is changed, the oldest go. */
public final class AssistantCallTable {
    private static final String ADD = """
            insert into assistant_call (connection, at, assistant, tool, arguments, outcome, words, answer_rows, side_calls, took)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String PAGE = """
            select id, at, assistant, tool, arguments, outcome, words, answer_rows, side_calls, took from assistant_call
            where connection = ? and id < ? order by id desc limit ?""";
    private static final String FORGET = "delete from assistant_call where connection = ? and at < ?";
    private static final Period KEPT = Period.ofDays(400);

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    AssistantCallTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A call.
     *
     * @param arguments as they came
     * @param outcome answered, refused, failed or gone
     * @param words why it was refused; empty where it was answered
     */
    public record Call(String assistant, String tool, String arguments, String outcome, String words, Cost cost) {}

    /** @param sideCalls of Harvest and Xero @param took milliseconds */
    public record Cost(int rows, int sideCalls, long took) {}

    public record Row(long id, Instant at, Call call) {}

    public void add(Call call) {
        jdbc.update(
                ADD,
                connection,
                Sql.at(clock.instant()),
                Sql.cut(call.assistant(), 200),
                Sql.cut(call.tool(), 100),
                Sql.cut(call.arguments(), 4000),
                call.outcome(),
                Sql.cut(call.words(), 2000),
                call.cost().rows(),
                call.cost().sideCalls(),
                call.cost().took());
    }

    /** The latest first. @param before id of the one they come after */
    public List<Row> latest(long before, int most) {
        return jdbc.query(PAGE, AssistantCallTable::row, connection, before, most);
    }

    /** Those too old to be kept go; says how many. */
    public int forgetOld() {
        return jdbc.update(FORGET, connection, Sql.at(clock.instant().minus(KEPT)));
    }

    private static Row row(ResultSet rows, int n) throws SQLException {
        return new Row(
                rows.getLong("id"),
                Sql.instant(rows, "at"),
                new Call(
                        Objects.requireNonNull(rows.getString("assistant")),
                        Objects.requireNonNull(rows.getString("tool")),
                        Objects.requireNonNull(rows.getString("arguments")),
                        Objects.requireNonNull(rows.getString("outcome")),
                        Objects.requireNonNull(rows.getString("words")),
                        new Cost(rows.getInt("answer_rows"), rows.getInt("side_calls"), rows.getLong("took"))));
    }
}
