package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Hours;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Table {@code marked_work}: which of the work that is billed here counts as invoiced in Harvest although no mirror of ours holds it;
 * and which still doesn't.
 */
public final class MarkTable {
    private static final String FREE_FORM =
            "exists (select 1 from delivery y where y.draft_id = %s.id and y.step = 'free-form-mirror' and y.state = 'done')";

    private static final String OPEN = """
            select e.kind, e.source_id, e.client_id, r.client_name, e.spent_date, e.settled, e.worth, r.currency,
            coalesce(
                (select min(x.number) from draft_source s join draft_invoice x on x.id = s.draft_id
                    where s.connection = e.connection and s.kind = e.kind and s.source_id = e.source_id and :x.stands),
                (select min(d.number) from draft_invoice d where d.run_id = r.id and :d.stands)) as number,
            exists (select 1 from draft_invoice d where d.run_id = r.id and :d.stands and :d.free-form) as free_form
            from entry_state e join billing_run r on r.id = e.run_id
            where e.connection = ? and e.spent_date >= ? and e.state in ('billed', 'covered', 'written-off')
            and r.mode = 'live' and r.undone_at is null
            and exists (select 1 from draft_invoice d where d.run_id = r.id and :d.stands)
            and not exists (select 1 from draft_source s join draft_invoice x on x.id = s.draft_id
                where s.connection = e.connection and s.kind = e.kind and s.source_id = e.source_id and :x.stands
                and x.harvest_id is not null and not :x.free-form)
            and not exists (select 1 from marked_work m where m.connection = e.connection and m.kind = e.kind
                and m.source_id = e.source_id)
            order by r.client_name, e.client_id, e.spent_date, e.kind, e.source_id""".replace(":d.stands", "d.state in ('mirrored', 'planned', 'sent')")
            .replace(":x.stands", "x.state in ('mirrored', 'planned', 'sent')")
            .replace(":d.free-form", FREE_FORM.formatted("d"))
            .replace(":x.free-form", FREE_FORM.formatted("x"));
    private static final String ADD = """
            insert into marked_work (connection, kind, source_id, client_id, seen_at) values (?, ?, ?, ?, ?)
            on conflict do nothing""";
    private static final String FORGET = "delete from marked_work where connection = ? and kind = ? and source_id = ?";
    private static final String ALL = "select kind, source_id from marked_work where connection = ?";
    private static final String BY_HAND = """
            select kind, source_id from marked_work where connection = ? and client_id = ?""";
    private static final String OPEN_AGAIN = """
            select m.kind, m.source_id from marked_work m join entry_state e on e.connection = m.connection and e.kind = m.kind
            and e.source_id = m.source_id where m.connection = ? and e.state = 'open'
            order by m.kind, m.source_id""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    MarkTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Work that is billed here, covered by a fee of ours or written off here, and was not seen as invoiced in Harvest.
     *
     * @param settled hours; zero for an expense
     * @param worth at Harvest's own hours and rate
     * @param number of the invoice it is on, or that its fee is on
     * @param freeForm whether that invoice stands in Harvest, made of its lines; else it stands in Xero alone
     */
    public record Unmarked(
            Work work,
            long clientId,
            String clientName,
            LocalDate spentDate,
            Hours settled,
            BigDecimal worth,
            String currency,
            @Nullable String number,
            boolean freeForm) {}

    /** By client, the oldest first. @param since no work of earlier days */
    public List<Unmarked> open(LocalDate since) {
        return jdbc.query(OPEN, MarkTable::unmarked, connection, since);
    }

    /** What was seen as invoiced. */
    public Set<Work> seen() {
        return new HashSet<>(jdbc.query(ALL, MarkTable::work, connection));
    }

    /** The client's work that people marked as invoiced for a bill of ours. */
    public Set<Work> byHand(long clientId) {
        return new HashSet<>(jdbc.query(BY_HAND, MarkTable::work, connection, clientId));
    }

    /** What people marked for a bill that was taken back since. */
    public List<Work> openAgain() {
        return jdbc.query(OPEN_AGAIN, MarkTable::work, connection);
    }

    /** Records that Harvest shows them as invoiced. */
    public void see(Collection<Unmarked> marked) {
        OffsetDateTime now = Sql.at(clock.instant());
        jdbc.batchUpdate(
                ADD,
                marked.stream()
                        .map(each -> new Object[] {
                            connection, each.work().kind().code(), each.work().id(), each.clientId(), now
                        })
                        .toList());
    }

    /** Harvest shows them as uninvoiced again. */
    public void forget(Collection<Work> works) {
        jdbc.batchUpdate(
                FORGET,
                works.stream()
                        .map(work -> new Object[] {connection, work.kind().code(), work.id()})
                        .toList());
    }

    private static Work work(ResultSet rows, int n) throws SQLException {
        return new Work(WorkKind.of(rows.getString("kind")), rows.getLong("source_id"));
    }

    private static Unmarked unmarked(ResultSet rows, int n) throws SQLException {
        return new Unmarked(
                work(rows, n),
                rows.getLong("client_id"),
                rows.getString("client_name"),
                rows.getObject("spent_date", LocalDate.class),
                Hours.of(rows.getBigDecimal("settled")),
                rows.getBigDecimal("worth"),
                rows.getString("currency"),
                rows.getString("number"),
                rows.getBoolean("free_form"));
    }
}
