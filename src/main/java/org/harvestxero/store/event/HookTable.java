package org.harvestxero.store.event;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code hook}: how far each hook that is on was told of events. */
public final class HookTable {
    private static final String ALL = "select name, position from hook where connection = ? order by name";
    private static final String BEGIN = """
            insert into hook (connection, name, position, since)
            select ?, ?, coalesce(max(position), 0), ? from event where connection = ? on conflict do nothing""";
    private static final String MOVE =
            "update hook set position = ? where connection = ? and name = ? and position < ?";
    private static final String END = "delete from hook where connection = ? and name = ?";
    private static final String LAST = "select coalesce(max(position), 0) from event where connection = ?";
    private static final String AHEAD =
            "select count(*) from event where connection = ? and (position is null or position > ?)";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public HookTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The position of the last event each hook was told of. */
    public Map<String, Long> positions() {
        Map<String, Long> positions = new TreeMap<>();
        jdbc.query(
                ALL,
                (RowCallbackHandler) rows -> positions.put(rows.getString("name"), rows.getLong("position")),
                connection);
        return positions;
    }

    /** A hook that is on from now: it is told of what happens after this. One that is there already stays as it is. */
    public void begin(String name) {
        jdbc.update(BEGIN, connection, name, Sql.at(clock.instant()), connection);
    }

    /** Hooks that are no longer on; call it in a transaction with {@link HookEventTable#end}. */
    public void end(String name) {
        jdbc.update(END, connection, name);
    }

    /** It was told of all up to here, or what it wasn't told of stands in {@code hook_event}. */
    public void move(String name, long position) {
        jdbc.update(MOVE, position, connection, name, position);
    }

    /** The position of the latest event that has one; 0 without any. */
    public long lastPosition() {
        return Sql.count(jdbc, LAST, connection);
    }

    /** How many events come after a position, those without one included. */
    public long countAfter(long position) {
        return Sql.count(jdbc, AHEAD, connection, position);
    }

    /** The names of hooks in the table that are not among these. */
    public List<String> others(List<String> names) {
        List<String> others = new ArrayList<>(positions().keySet());
        others.removeAll(names);
        return others;
    }
}
