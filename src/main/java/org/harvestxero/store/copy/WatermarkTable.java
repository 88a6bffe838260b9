package org.harvestxero.store.copy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code watermark}: how far a listing has been read. Moves only after its last page. */
public final class WatermarkTable {
    private static final String FIND = "select mark from watermark where connection = ? and name = ?";
    private static final String ADD =
            "insert into watermark (connection, name, mark) values (?, ?, ?) on conflict do nothing";
    private static final String MOVE = "update watermark set mark = ? where connection = ? and name = ?";
    private static final String FORGET = "delete from watermark where connection = ? and name = ?";

    private static final Duration A_DAY = Duration.ofHours(20);

    private final String connection;
    private final JdbcTemplate jdbc;

    public WatermarkTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    public Optional<String> find(String name) {
        return jdbc.queryForList(FIND, String.class, connection, name).stream().findFirst();
    }

    /**
     * Whether a mark that is an instant was made less than a day before this one; one of the future counts for nothing. A day is 20 hours,
     * so that a daily start that comes a little early still finds it due.
     */
    public boolean isOfToday(String name, Instant now) {
        return find(name)
                .map(Instant::parse)
                .filter(last -> last.plus(A_DAY).isAfter(now) && !last.isAfter(now))
                .isPresent();
    }

    public void move(String name, String value) {
        if (jdbc.update(MOVE, value, connection, name) == 0) {
            jdbc.update(ADD, connection, name, value);
        }
    }

    public void forget(String name) {
        jdbc.update(FORGET, connection, name);
    }
}
