package org.harvestxero.store.copy;

import java.time.Instant;
import java.util.List;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code client_option}: the tracking option that stands for a client, whatever the client is called. */
public final class ClientOptionTable {
    private static final String ALL =
            "select client_id, category, target_id, name, former, renamed_at from client_option where connection = ?";
    private static final String INSERT = """
            insert into client_option (target_id, name, former, renamed_at, connection, client_id, category)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String UPDATE = """
            update client_option set target_id = ?, name = ?, former = ?, renamed_at = ?
            where connection = ? and client_id = ? and category = ?""";
    private static final int FORMER = 4000;

    private final String connection;
    private final JdbcTemplate jdbc;

    public ClientOptionTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * @param category as Xero compares names
     * @param former the names it had before
     * @param renamedAt when it got the name it has; null while it has its first one
     */
    public record ClientOption(
            long clientId,
            String category,
            String targetId,
            String name,
            List<String> former,
            @Nullable Instant renamedAt) {
        public ClientOption {
            former = List.copyOf(former);
        }
    }

    public List<ClientOption> all() {
        return jdbc.query(
                ALL,
                (rows, n) -> new ClientOption(
                        rows.getLong("client_id"),
                        rows.getString("category"),
                        rows.getString("target_id"),
                        rows.getString("name"),
                        rows.getString("former").lines().toList(),
                        Sql.instantOrNull(rows, "renamed_at")),
                connection);
    }

    /** Stores it; replaces what stood for the client before. */
    public void put(ClientOption option) {
        String former = String.join("\n", option.former());
        @Nullable
        Object[] values = {
            option.targetId(),
            option.name(),
            former.length() > FORMER ? former.substring(former.length() - FORMER) : former,
            Sql.at(option.renamedAt()),
            connection,
            option.clientId(),
            option.category()
        };
        if (jdbc.update(UPDATE, values) == 0) {
            jdbc.update(INSERT, values);
        }
    }
}
