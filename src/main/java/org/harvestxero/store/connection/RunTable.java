package org.harvestxero.store.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code work_run}: what each run did. One that did nothing is not in it; the same trouble again and again is one row. */
public final class RunTable {
    private static final Duration KEPT = Duration.ofDays(400);
    private static final String SELECT = """
            select id, kind, began_at, ended_at, took, actor, harvest_calls, xero_calls, done, failed, words, trouble, times
            from work_run where connection = ?""";
    private static final String LATEST = SELECT + " and id < ? order by connection desc, id desc limit ?";
    private static final String LATEST_OF =
            SELECT + " and kind = ? and id < ? order by connection desc, kind desc, id desc limit ?";
    private static final String ADD = """
            insert into work_run (connection, kind, began_at, ended_at, took, actor, harvest_calls, xero_calls, done, failed, words,
            trouble, times) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""";
    private static final String AGAIN = """
            update work_run set ended_at = ?, took = ?, harvest_calls = harvest_calls + ?, xero_calls = xero_calls + ?, times = times + 1
            where id = ?""";
    private static final String FORGET = "delete from work_run where connection = ? and began_at < ?";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public RunTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public record Run(String kind, Span span, String actor, Calls calls, Outcome outcome) {}

    /** @param took milliseconds by a clock that never jumps */
    public record Span(Instant began, Instant ended, long took) {}

    public record Calls(int harvest, int xero) {}

    /** @param failed documents that came to stand failed @param trouble what kept it from its end; null for nothing */
    public record Outcome(
            long done, long failed, String words, @Nullable String trouble) {
        boolean isTroubleAlone() {
            return trouble != null && done == 0 && failed == 0;
        }
    }

    /** @param times how many in a row it stands for */
    public record Stored(long id, Run run, int times) {}

    /** Keeps it, and lets go of what is too old; call it in a transaction. */
    public void add(Run run) {
        List<Stored> last = latest(run.kind(), Long.MAX_VALUE, 1);
        Outcome outcome = cut(run.outcome());
        boolean again = outcome.isTroubleAlone()
                && !last.isEmpty()
                && last.get(0).run().outcome().equals(outcome)
                && last.get(0).run().actor().equals(run.actor());
        if (again) {
            jdbc.update(
                    AGAIN,
                    Sql.at(run.span().ended()),
                    run.span().took(),
                    run.calls().harvest(),
                    run.calls().xero(),
                    last.get(0).id());
            return;
        }
        jdbc.update(
                ADD,
                connection,
                run.kind(),
                Sql.at(run.span().began()),
                Sql.at(run.span().ended()),
                run.span().took(),
                Sql.cut(run.actor(), 200),
                run.calls().harvest(),
                run.calls().xero(),
                outcome.done(),
                outcome.failed(),
                outcome.words(),
                outcome.trouble());
        jdbc.update(FORGET, connection, Sql.at(clock.instant().minus(KEPT)));
    }

    private static Outcome cut(Outcome outcome) {
        return new Outcome(
                outcome.done(),
                outcome.failed(),
                String.valueOf(Sql.cut(outcome.words(), 2000)),
                Sql.cut(outcome.trouble(), 2000));
    }

    /** The latest first. @param before ids below it */
    public List<Stored> latest(long before, int most) {
        return jdbc.query(LATEST, RunTable::stored, connection, before, most);
    }

    /** The same of one kind. */
    public List<Stored> latest(String kind, long before, int most) {
        return jdbc.query(LATEST_OF, RunTable::stored, connection, kind, before, most);
    }

    private static Stored stored(ResultSet rows, int n) throws SQLException {
        return new Stored(
                rows.getLong("id"),
                new Run(
                        rows.getString("kind"),
                        new Span(Sql.instant(rows, "began_at"), Sql.instant(rows, "ended_at"), rows.getLong("took")),
                        rows.getString("actor"),
                        new Calls(rows.getInt("harvest_calls"), rows.getInt("xero_calls")),
                        new Outcome(
                                rows.getLong("done"),
                                rows.getLong("failed"),
                                rows.getString("words"),
                                rows.getString("trouble"))),
                rows.getInt("times"));
    }
}
