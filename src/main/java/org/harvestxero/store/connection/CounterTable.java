package org.harvestxero.store.connection;

import java.util.List;
import org.harvestxero.store.database.CommittedWork;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code tally}: counters that survive a restart. */
public final class CounterTable {
    private static final String ADD =
            "insert into tally (connection, name, amount) values (?, ?, 0) on conflict do nothing";
    private static final String COUNT = "update tally set amount = amount + ? where connection = ? and name = ?";
    private static final String FIND = "select amount from tally where connection = ? and name = ?";

    public static final String DUPLICATES_PREVENTED = "duplicates-prevented";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final CommittedWork committedWork;

    public CounterTable(String connection, JdbcTemplate jdbc, CommittedWork committedWork) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.committedWork = committedWork;
    }

    public void count(String name, long amount) {
        if (name.equals(DUPLICATES_PREVENTED)) {
            committedWork.countDuplicatesPrevented(amount);
        }
        if (jdbc.update(COUNT, amount, connection, name) == 0) {
            jdbc.update(ADD, connection, name);
            jdbc.update(COUNT, amount, connection, name);
        }
    }

    public long amount(String name) {
        List<Long> found = jdbc.queryForList(FIND, Long.class, connection, name);
        return found.isEmpty() ? 0 : found.get(0);
    }
}
