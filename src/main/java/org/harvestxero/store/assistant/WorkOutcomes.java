package org.harvestxero.store.assistant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.WorkKind;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What became of tracked work, for pages of it: the bills it is on, and what waits of each client. */
public final class WorkOutcomes {
    private static final String BILLS = """
            select s.source_id, d.id, d.number, d.state, d.currency, sum(s.hours) as hours, sum(s.amount) as amount
            from unnest(?) asked(id) join draft_source s on s.source_id = asked.id and s.kind = ? and s.connection = ?
            join draft_invoice d on d.id = s.draft_id join billing_run r on r.id = d.run_id
            where r.mode <> 'trial' group by s.source_id, d.id, d.number, d.state, d.currency order by s.source_id, d.id""";
    private static final String WAITING = """
            select s.client_id, s.state, r.currency, count(*) as pieces, sum(s.worth) as worth, min(s.spent_date) as oldest
            from unnest(?) asked(id) join entry_state s on s.client_id = asked.id and s.connection = ?
            join billing_run r on r.id = s.run_id where s.state in ('open', 'held', 'carried')
            group by s.client_id, s.state, r.currency order by s.client_id, s.state, r.currency""";
    private static final String CONTACTS = """
            select l.source_id, l.target_id from unnest(?) asked(id)
            join link l on l.source_id = asked.id and l.kind = 'contact' and l.connection = ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    WorkOutcomes(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param number null while it has none @param hours,amount what it charges of the work */
    public record Bill(
            long id, @Nullable String number, String state, String currency, BigDecimal hours, BigDecimal amount) {}

    /** The bills of each, the oldest first; those without any are left out. */
    public Map<Work, List<Bill>> bills(WorkKind kind, Collection<Long> ids) {
        Map<Work, List<Bill>> bills = new HashMap<>();
        jdbc.query(
                BILLS,
                (RowCallbackHandler) rows -> bills.computeIfAbsent(
                                new Work(kind, rows.getLong("source_id")), none -> new ArrayList<>())
                        .add(new Bill(
                                rows.getLong("id"),
                                rows.getString("number"),
                                rows.getString("state"),
                                rows.getString("currency"),
                                rows.getBigDecimal("hours"),
                                rows.getBigDecimal("amount"))),
                Sql.numbers(ids),
                kind.code(),
                connection);
        return bills;
    }

    /** @param worth unrounded */
    public record Waiting(EntryState.State state, String currency, long pieces, BigDecimal worth, LocalDate oldest) {}

    /** Work of clients that no bill has settled, by Harvest's ids. */
    public Map<Long, List<Waiting>> waiting(Collection<Long> clients) {
        Map<Long, List<Waiting>> waiting = new HashMap<>();
        jdbc.query(
                WAITING,
                (RowCallbackHandler) rows -> waiting.computeIfAbsent(
                                rows.getLong("client_id"), none -> new ArrayList<>())
                        .add(new Waiting(
                                EntryState.State.of(rows.getString("state")),
                                rows.getString("currency"),
                                rows.getLong("pieces"),
                                rows.getBigDecimal("worth"),
                                rows.getObject("oldest", LocalDate.class))),
                Sql.numbers(clients),
                connection);
        return waiting;
    }

    /** Xero's ids of clients' contacts, by Harvest's. */
    public Map<Long, String> contacts(Collection<Long> clients) {
        Map<Long, String> contacts = new HashMap<>();
        jdbc.query(
                CONTACTS,
                (RowCallbackHandler) rows -> contacts.put(rows.getLong("source_id"), rows.getString("target_id")),
                Sql.numbers(clients),
                connection);
        return contacts;
    }
}
