package org.harvestxero.store.connection;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code alarm}: what a person must see to, while it lasts. One that comes back is another one, with an id of its own. */
public final class AlarmTable {
    /** Too little room on the disk: our own trouble, not that of either side. */
    public static final String NO_ROOM = "no-room";

    private static final String RAISE = """
            insert into alarm (connection, name, stops, sentence, remedy, since) values (?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String REWORD =
            "update alarm set sentence = ?, remedy = ? where connection = ? and name = ? and sentence <> ?";
    private static final String END = "delete from alarm where connection = ? and name = ?";
    private static final String STANDING = """
            select id, name, stops, sentence, remedy, since from alarm where connection = ? order by id""";
    private static final String ANY_STOPS = "select count(*) from alarm where connection = ? and stops and name <> ?";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public AlarmTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param stops whether nothing is copied while it lasts */
    public record Alarm(long id, String name, boolean stops, String sentence, String remedy, Instant since) {}

    /** Raises it, or rewords it when it stands already; true when it is new. */
    public boolean raise(String name, boolean stops, String sentence, String remedy) {
        String words = String.valueOf(Sql.cut(sentence, 2000));
        String advice = String.valueOf(Sql.cut(remedy, 2000));
        if (jdbc.update(RAISE, connection, name, stops, words, advice, Sql.at(clock.instant())) == 1) {
            return true;
        }
        jdbc.update(REWORD, words, advice, connection, name, words);
        return false;
    }

    /** Ends all that stop work, once work goes on again. */
    public void endStops() {
        standing().stream().filter(Alarm::stops).forEach(alarm -> jdbc.update(END, connection, alarm.name()));
    }

    public void end(String name) {
        jdbc.update(END, connection, name);
    }

    /** An alarm that stops nothing; its sentence is its name. */
    public record Warning(String sentence, String remedy) {
        String name() {
            return String.valueOf(Sql.cut(sentence, 400));
        }
    }

    /** Makes these the only warnings that stand: raises the new ones and ends the others. */
    public void warnings(List<Warning> now) {
        Set<String> names = now.stream().map(Warning::name).collect(Collectors.toSet());
        standing().stream()
                .filter(alarm -> !alarm.stops() && !names.contains(alarm.name()))
                .forEach(alarm -> jdbc.update(END, connection, alarm.name()));
        now.forEach(each -> raise(each.name(), false, each.sentence(), each.remedy()));
    }

    /** The oldest first. */
    public List<Alarm> standing() {
        return jdbc.query(
                STANDING,
                (rows, n) -> new Alarm(
                        rows.getLong("id"),
                        rows.getString("name"),
                        rows.getBoolean("stops"),
                        rows.getString("sentence"),
                        rows.getString("remedy"),
                        Sql.instant(rows, "since")),
                connection);
    }

    /** Whether one that stops work stands, other than {@link #NO_ROOM}. */
    public boolean anyStops() {
        Long count = jdbc.queryForObject(ANY_STOPS, Long.class, connection, NO_ROOM);
        return count != null && count > 0;
    }
}
