package org.harvestxero.store.invoice;

import java.util.List;
import java.util.Map;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code invoice_client}: whom invoices are to, each once, for who types a part of a name. */
public final class InvoiceClientTable {
    private static final String ADD = """
            insert into invoice_client (connection, client_id, name_key) values (?, ?, ?) on conflict do nothing""";
    private static final String RENAME =
            "update invoice_client set name_key = ? where connection = ? and client_id = ? and name_key <> ?";
    private static final String NAMED = """
            select client_id from invoice_client where connection = ? and name_key like ? order by client_id limit ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    InvoiceClientTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param names in small letters, by Harvest's ids */
    public void putAll(Map<Long, String> names) {
        if (names.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                ADD,
                names.entrySet().stream()
                        .map(each -> new Object[] {connection, each.getKey(), Sql.cut(each.getValue(), 500)})
                        .toList());
        jdbc.batchUpdate(
                RENAME,
                names.entrySet().stream()
                        .map(each -> {
                            String name = String.valueOf(Sql.cut(each.getValue(), 500));
                            return new Object[] {name, connection, each.getKey(), name};
                        })
                        .toList());
    }

    /** Ids of clients in whose name the part occurs. @param part in small letters */
    public List<Long> named(String part, int most) {
        return jdbc.queryForList(NAMED, Long.class, connection, "%" + Sql.literal(part) + "%", most);
    }
}
