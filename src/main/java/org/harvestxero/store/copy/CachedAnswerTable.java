package org.harvestxero.store.copy;

import java.time.Instant;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code cached_answer}: answers that change rarely, such as a chart of accounts. */
public final class CachedAnswerTable {
    private static final String FIND = """
            select content, fetched_at from cached_answer where connection = ? and name = ?""";
    private static final String ADD = """
            insert into cached_answer (connection, name, content, fetched_at) values (?, ?, ?, ?) on conflict do nothing""";
    private static final String PUT = """
            update cached_answer set content = ?, fetched_at = ? where connection = ? and name = ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public CachedAnswerTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    public record Cached(String content, Instant fetchedAt) {}

    public Optional<Cached> find(String name) {
        return jdbc
                .query(
                        FIND,
                        (rows, n) -> new Cached(rows.getString("content"), Sql.instant(rows, "fetched_at")),
                        connection,
                        name)
                .stream()
                .findFirst();
    }

    public void put(String name, String content, Instant fetchedAt) {
        if (jdbc.update(PUT, content, Sql.at(fetchedAt), connection, name) == 0) {
            jdbc.update(ADD, connection, name, content, Sql.at(fetchedAt));
        }
    }
}
