package org.harvestxero.store.copy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code followed_contact}: how each side stood when a client and its Xero contact were last known to belong together. */
public final class FollowedContactTable {
    private static final String FIND = """
            select client_id, target_id, harvest_card, xero_card, version from followed_contact
            where connection = ? and client_id = ?""";
    private static final String UPDATE = """
            update followed_contact set target_id = ?, harvest_card = ?, xero_card = ?, version = version + 1
            where connection = ? and client_id = ?""";
    private static final String INSERT = """
            insert into followed_contact (target_id, harvest_card, xero_card, version, connection, client_id)
            values (?, ?, ?, 1, ?, ?) on conflict do nothing""";
    private static final String LINKED = """
            select l.source_id, l.target_id, (select t.content from outbox o join document_text t on t.id = o.content_id
                where o.connection = l.connection and o.kind = 'contact' and o.source_id = l.source_id and o.revision = 'create'
                and o.state = 'done' and l.origin = 'created') as content
            from unnest(?) asked(id) join link l on l.connection = ? and l.kind = 'contact' and l.source_id = asked.id
            order by l.source_id""";
    private static final String ALL_LINKED =
            "select source_id from link where connection = ? and kind = 'contact' order by source_id";

    private final String connection;
    private final JdbcTemplate jdbc;

    public FollowedContactTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * @param harvestCard the client as it stood, as stored text
     * @param xeroCard its contact as it stood
     * @param version grows with each change
     */
    public record Known(long clientId, String targetId, String harvestCard, String xeroCard, long version) {}

    /** A client with a contact. @param created what was sent when we made the contact; null where we didn't */
    public record LinkedClient(
            long clientId, String targetId, @Nullable String created) {}

    public Optional<Known> find(long clientId) {
        return jdbc
                .query(
                        FIND,
                        (rows, n) -> new Known(
                                rows.getLong("client_id"),
                                rows.getString("target_id"),
                                rows.getString("harvest_card"),
                                rows.getString("xero_card"),
                                rows.getLong("version")),
                        connection,
                        clientId)
                .stream()
                .findFirst();
    }

    public void put(long clientId, String targetId, String harvestCard, String xeroCard) {
        Object[] values = {targetId, harvestCard, xeroCard, connection, clientId};
        if (jdbc.update(UPDATE, values) == 0) {
            jdbc.update(INSERT, values);
        }
    }

    /** Those of the clients that have a contact. */
    public List<LinkedClient> linked(Collection<Long> clients) {
        return jdbc.query(
                LINKED,
                (rows, n) -> new LinkedClient(
                        rows.getLong("source_id"), rows.getString("target_id"), Sql.textOrNull(rows, "content")),
                Sql.numbers(clients),
                connection);
    }

    /** Every client with a contact. */
    public List<Long> allLinked() {
        return jdbc.queryForList(ALL_LINKED, Long.class, connection);
    }
}
