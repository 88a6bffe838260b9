package org.harvestxero.store.invoice;

import java.util.List;
import java.util.OptionalLong;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code invoice_search}: whether all invoices were compared with what they are searched by, and under which leader. */
public final class InvoiceSearchTable {
    private static final String FIND = "select leader from invoice_search where connection = ? and made = ?";
    private static final String CHANGE = "update invoice_search set leader = ?, made = ? where connection = ?";
    private static final String ADD =
            "insert into invoice_search (connection, leader, made) values (?, ?, ?) on conflict do nothing";
    private static final String LEADER = "select number from fence where connection = ?";
    private static final String LACKING = """
            select abs((select count(*) from source_document where connection = ? and kind = 'invoice')
            - (select count(*) from invoice_entry where connection = ? and source_id > 0))
            + abs((select count(*) from draft_invoice where connection = ? and harvest_id is null and state <> 'shadow')
            - (select count(*) from invoice_entry where connection = ? and source_id < 0)) as lacking""";

    private final String connection;
    private final JdbcTemplate jdbc;

    InvoiceSearchTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** The leader under whom all were compared last; empty where they never were. @param made how entries are made now */
    public OptionalLong comparedUnder(int made) {
        return first(jdbc.queryForList(FIND, Long.class, connection, made));
    }

    /** Who leads the connection now, or did last; 0 before anybody led. */
    public long leader() {
        return first(jdbc.queryForList(LEADER, Long.class, connection)).orElse(0);
    }

    /** Whether each invoice of Harvest's has an entry, and each draft that is searched by itself; counts them, which takes a fraction of a second for 100,000. */
    public boolean isComplete() {
        return jdbc.query(
                        LACKING,
                        (rows, n) -> Sql.longOrNull(rows, "lacking"),
                        connection,
                        connection,
                        connection,
                        connection)
                .equals(List.of(0L));
    }

    /** All were compared under that leader. */
    public void compared(long leader, int made) {
        if (jdbc.update(CHANGE, leader, made, connection) == 0) {
            jdbc.update(ADD, connection, leader, made);
        }
    }

    private static OptionalLong first(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).findFirst();
    }
}
