package org.harvestxero.store.overdue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code overdue_arrangement}: days by which invoices will be paid, and disputes, as people entered them; none is ever deleted. */
public final class ArrangementTable {
    private static final String ADD = """
            insert into overdue_arrangement (connection, target_id, kind, until_day, reason, made_by, made_at)
            values (?, ?, ?, ?, ?, ?, ?)""";
    private static final String END = """
            update overdue_arrangement set ended_by = ?, ended_at = ? where connection = ? and target_id = ? and ended_at is null""";
    private static final String SELECT = """
            select target_id, kind, until_day, reason, made_by, made_at, ended_by, ended_at from overdue_arrangement
            where connection = ?""";
    private static final String STANDING = SELECT + " and ended_at is null order by id";
    private static final String PROMISES = SELECT + " and kind = 'promise' and made_at >= ? order by id";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ArrangementTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was arranged. */
    public enum Kind {
        PROMISE,
        DISPUTE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param until its last day @param endedBy who ended it before its time; null while nobody has */
    public record Arrangement(
            String invoice,
            Kind kind,
            LocalDate until,
            @Nullable String reason,
            Made made,
            @Nullable Made ended) {}

    /** Who did it, and when. */
    public record Made(String who, Instant at) {}

    /** A new one ends the one before. */
    public void add(String invoice, Kind kind, LocalDate until, @Nullable String reason, String who) {
        end(invoice, who);
        jdbc.update(
                ADD,
                connection,
                invoice,
                kind.code(),
                until,
                Sql.cut(reason, 2000),
                Sql.cut(who, 200),
                Sql.at(clock.instant()));
    }

    /** Whether there was one to end. */
    public boolean end(String invoice, String who) {
        return jdbc.update(END, Sql.cut(who, 200), Sql.at(clock.instant()), connection, invoice) > 0;
    }

    /** Those nobody has ended, those whose day is past among them. */
    public List<Arrangement> standing() {
        return jdbc.query(STANDING, ArrangementTable::row, connection);
    }

    /** All promises made since then. */
    public List<Arrangement> promises(Instant since) {
        return jdbc.query(PROMISES, ArrangementTable::row, connection, Sql.at(since));
    }

    private static Arrangement row(ResultSet rows, int n) throws SQLException {
        String endedBy = rows.getString("ended_by");
        return new Arrangement(
                rows.getString("target_id"),
                Kind.valueOf(rows.getString("kind").toUpperCase(Locale.ROOT)),
                rows.getObject("until_day", LocalDate.class),
                rows.getString("reason"),
                new Made(rows.getString("made_by"), Sql.instant(rows, "made_at")),
                endedBy == null ? null : new Made(endedBy, Sql.instant(rows, "ended_at")));
    }
}
