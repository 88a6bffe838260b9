package org.harvestxero.store.profit;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Time entries that a bill made here charges, covers or writes off, of table {@code entry_state}: Harvest may not know. */
public final class SettledEntries {
    private static final String OF_MONTH = """
            select source_id from entry_state where connection = ? and kind = 'time-entry' and spent_date between ? and ?
            and state in ('billed', 'covered', 'written-off')""";

    private final String connection;
    private final JdbcTemplate jdbc;

    SettledEntries(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Their ids. */
    public Set<Long> of(YearMonth month) {
        return new HashSet<>(jdbc.queryForList(OF_MONTH, Long.class, connection, month.atDay(1), month.atEndOfMonth()));
    }
}
