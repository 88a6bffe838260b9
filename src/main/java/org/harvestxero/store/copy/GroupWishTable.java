package org.harvestxero.store.copy;

import java.util.List;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code group_wish}: the group in Xero that a contact is put into once it stands there. */
public final class GroupWishTable {
    private static final String ADD = """
            insert into group_wish (connection, client_id, group_name, state) values (?, ?, ?, 'wanted') on conflict do nothing""";
    /** A contact that was found, not made, stays in the groups people put it into. */
    private static final String WANTED = """
            select w.client_id, w.group_name, l.target_id from group_wish w
            join link l on l.connection = w.connection and l.kind = 'contact' and l.source_id = w.client_id
            where w.connection = ? and w.state = ? and l.origin = 'created' order by w.group_name, w.client_id limit ?""";

    private static final String MOVE =
            "update group_wish set state = ? where connection = ? and client_id = ? and state = ?";
    private static final int MOST = 500;

    private final String connection;
    private final JdbcTemplate jdbc;

    public GroupWishTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param targetId Xero's id of the contact */
    public record GroupWish(long clientId, String group, String targetId) {}

    /** Of a contact that is about to be made; what was wished before stays. */
    public void wish(long clientId, String group) {
        jdbc.update(ADD, connection, clientId, Sql.cut(group, 300));
    }

    /** Of contacts that were made, at most so many as one cycle sees to. @param state wanted or failed */
    public List<GroupWish> inState(String state) {
        return jdbc.query(
                WANTED,
                (rows, n) -> new GroupWish(
                        rows.getLong("client_id"), rows.getString("group_name"), rows.getString("target_id")),
                connection,
                state,
                MOST);
    }

    /** @param from wanted or failed @param to wanted, done or failed */
    public void move(GroupWish wish, String from, String to) {
        jdbc.update(MOVE, to, connection, wish.clientId(), from);
    }
}
