package org.harvestxero.store.copy;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code number_holder}: documents in Xero that hold a number one of ours was refused for. */
public final class NumberHolderTable {
    private static final String UPDATE =
            "update number_holder set number = ?, seen_at = ? where connection = ? and target_id = ?";
    private static final String INSERT = """
            insert into number_holder (number, seen_at, connection, target_id) values (?, ?, ?, ?) on conflict do nothing""";
    private static final String AMONG = """
            select h.target_id, h.number from unnest(?) asked(id)
            join number_holder h on h.connection = ? and h.target_id = asked.id""";
    private static final String FORGET = "delete from number_holder where connection = ? and target_id = ?";
    private static final String ANY = "select target_id from number_holder where connection = ? limit 1";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public NumberHolderTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes that the document holds the number. */
    public void hold(String targetId, String number) {
        Object[] values = {Sql.cut(number, 300), Sql.at(clock.instant()), connection, targetId};
        if (jdbc.update(UPDATE, values) == 0) {
            jdbc.update(INSERT, values);
        }
    }

    /** The numbers held by those of the documents that hold one. */
    public Map<String, String> among(Collection<String> targetIds) {
        Map<String, String> held = new HashMap<>();
        jdbc.query(
                AMONG,
                (RowCallbackHandler) rows -> held.put(rows.getString("target_id"), rows.getString("number")),
                Sql.texts(targetIds),
                connection);
        return held;
    }

    /** The document no longer holds it. */
    public void forget(String targetId) {
        jdbc.update(FORGET, connection, targetId);
    }

    public boolean any() {
        return !jdbc.queryForList(ANY, String.class, connection).isEmpty();
    }
}
