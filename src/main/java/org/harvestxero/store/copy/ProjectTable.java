package org.harvestxero.store.copy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code project}: of what type each Harvest project is, as its list last showed it. */
public final class ProjectTable {
    private static final String ALL = "select source_id, type from project where connection = ?";
    private static final String ADD =
            "insert into project (type, connection, source_id) values (?, ?, ?) on conflict do nothing";
    private static final String PUT = "update project set type = ? where connection = ? and source_id = ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    public ProjectTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** The word of each project's type, by Harvest's number. */
    public Map<Long, String> types() {
        Map<Long, String> types = new HashMap<>();
        jdbc.query(
                ALL,
                rows -> {
                    types.put(rows.getLong("source_id"), rows.getString("type"));
                },
                connection);
        return types;
    }

    public void put(Map<Long, String> types) {
        List<Object[]> rows = types.entrySet().stream()
                .map(each -> new Object[] {each.getValue(), connection, each.getKey()})
                .toList();
        jdbc.batchUpdate(PUT, rows);
        jdbc.batchUpdate(ADD, rows);
    }
}
