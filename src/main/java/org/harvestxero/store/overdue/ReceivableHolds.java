package org.harvestxero.store.overdue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is open on our side about copied invoices, so that nobody is dunned for what may be our own doing (ruling 29). */
public final class ReceivableHolds {
    private static final String OPEN_COPIES = """
            select case when kind = 'payment' then group_id else source_id end as invoice_id,
            max(case when kind = 'payment' then 1 else 0 end) as payment, max(message) as message
            from outbox where connection = ? and kind in ('invoice', 'payment', 'credit-note')
            and (state = 'failed' or (kind = 'payment' and state in ('waiting', 'sending')))
            group by case when kind = 'payment' then group_id else source_id end""";
    private static final String CLIENTS =
            "select source_id from outbox where connection = ? and kind in ('contact', 'client') and state = 'failed'";
    private static final String SETTLED = """
            select source_id from source_document where connection = ? and kind = 'invoice' and state <> 'gone'
            and (source_state in ('paid', 'closed') or due_amount <= 0)""";

    private final String connection;
    private final JdbcTemplate jdbc;

    ReceivableHolds(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Harvest invoices of which a copy failed, or one of their payments failed or is under way; whether it is a payment. */
    public Map<Long, List<Boolean>> openCopies() {
        return jdbc
                .query(
                        OPEN_COPIES,
                        (rows, n) -> Map.entry(rows.getLong("invoice_id"), rows.getInt("payment") == 1),
                        connection)
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** Harvest's clients about whom a question is open. */
    public Set<Long> clients() {
        return new HashSet<>(jdbc.queryForList(CLIENTS, Long.class, connection));
    }

    /** Harvest invoices that are paid, overpaid or written off there. */
    public Set<Long> settledInHarvest() {
        return new HashSet<>(jdbc.queryForList(SETTLED, Long.class, connection));
    }
}
