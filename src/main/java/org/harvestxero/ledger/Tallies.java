package org.harvestxero.ledger;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code tally}: counters that survive a restart. */
public final class Tallies {
    private static final String ADD =
            "insert into tally (connection, name, amount) values (?, ?, 0) on conflict do nothing";
    private static final String COUNT = "update tally set amount = amount + ? where connection = ? and name = ?";
    private static final String FIND = "select amount from tally where connection = ? and name = ?";

    private final JdbcTemplate jdbc;

    Tallies(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public void count(String connection, String name, long amount) {
        if (jdbc.update(COUNT, amount, connection, name) == 0) {
            jdbc.update(ADD, connection, name);
            jdbc.update(COUNT, amount, connection, name);
        }
    }

    public long amount(String connection, String name) {
        List<Long> found = jdbc.queryForList(FIND, Long.class, connection, name);
        return found.isEmpty() ? 0 : found.get(0);
    }
}
