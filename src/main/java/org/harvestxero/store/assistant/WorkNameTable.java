package org.harvestxero.store.assistant;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.harvestxero.billing.Named;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code work_name}: whom and what tracked work is of, each once, for who types a part of a name. */
public final class WorkNameTable {
    private static final String ADD = """
            insert into work_name (connection, kind, id, name, name_key) values (?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String RENAME =
            "update work_name set name = ?, name_key = ? where connection = ? and kind = ? and id = ? and name <> ?";
    private static final String NAMED =
            "select id from work_name where connection = ? and kind = ? and name_key like ? order by id limit ?";
    private static final String CLIENTS = """
            select c.id, c.name, c.name_key from (
                select i.client_id as id, coalesce(w.name, '') as name, i.name_key from invoice_client i
                left join work_name w on w.kind = 'client' and w.id = i.client_id and w.connection = i.connection
                where i.connection = ? and i.name_key like ?
                union all
                select w.id, w.name, w.name_key from work_name w where w.connection = ? and w.kind = 'client' and w.name_key like ?
                and not exists (select 1 from invoice_client i where i.client_id = w.id and i.connection = w.connection)) c
            where c.name_key > ? or (c.name_key = ? and c.id > ?) order by c.name_key, c.id limit ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    WorkNameTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** What names are of. */
    public enum Kind {
        CLIENT,
        PROJECT,
        PERSON;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public void putAll(Kind kind, Collection<Named> names) {
        jdbc.batchUpdate(
                ADD,
                names.stream()
                        .map(each -> new Object[] {connection, kind.code(), each.id(), name(each), key(each.name())})
                        .toList());
        jdbc.batchUpdate(
                RENAME,
                names.stream()
                        .map(each -> new Object[] {
                            name(each), key(each.name()), connection, kind.code(), each.id(), name(each)
                        })
                        .toList());
    }

    private static String name(Named named) {
        return String.valueOf(Sql.cut(named.name(), 300));
    }

    /** Small letters, blanks made one. */
    private static String key(String name) {
        return String.valueOf(Sql.cut(name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT), 300));
    }

    private static String pattern(String part) {
        return "%" + Sql.literal(key(part)) + "%";
    }

    /** Ids of those in whose name the part occurs. */
    public List<Long> named(Kind kind, String part, int most) {
        return jdbc.queryForList(NAMED, Long.class, connection, kind.code(), pattern(part), most);
    }

    /** @param name empty where only the key is known */
    public record Client(long id, String name, String key) {}

    /** Clients of work or of invoices, by name. @param after begins behind the one of this key and id */
    public List<Client> clients(String part, String after, long afterId, int most) {
        return jdbc.query(
                CLIENTS,
                (rows, n) -> new Client(rows.getLong("id"), rows.getString("name"), rows.getString("name_key")),
                connection,
                pattern(part),
                connection,
                pattern(part),
                after,
                after,
                afterId,
                most);
    }
}
