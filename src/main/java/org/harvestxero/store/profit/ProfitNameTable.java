package org.harvestxero.store.profit;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code profit_name}: what clients, projects, tasks and people were called when they were read last. */
public final class ProfitNameTable {
    private static final String RENAME =
            "update profit_name set name = ? where connection = ? and kind = ? and id = ? and name <> ?";
    private static final String ADD =
            "insert into profit_name (connection, kind, id, name) values (?, ?, ?, ?) on conflict do nothing";
    private static final String ALL = "select id, name from profit_name where connection = ? and kind = ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    ProfitNameTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** What a name is of. */
    public enum Kind {
        CLIENT,
        PROJECT,
        TASK,
        PERSON;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param names by Harvest's ids */
    public void putAll(Kind kind, Map<Long, String> names) {
        jdbc.batchUpdate(
                ADD,
                names.entrySet().stream()
                        .map(each ->
                                new Object[] {connection, kind.code(), each.getKey(), Sql.cut(each.getValue(), 500)})
                        .toList());
        jdbc.batchUpdate(
                RENAME,
                names.entrySet().stream()
                        .map(each -> {
                            String name = String.valueOf(Sql.cut(each.getValue(), 500));
                            return new Object[] {name, connection, kind.code(), each.getKey(), name};
                        })
                        .toList());
    }

    /** By Harvest's ids. */
    public Map<Long, String> all(Kind kind) {
        Map<Long, String> names = new HashMap<>();
        jdbc.query(
                ALL,
                (RowCallbackHandler) rows -> names.put(rows.getLong("id"), rows.getString("name")),
                connection,
                kind.code());
        return names;
    }
}
