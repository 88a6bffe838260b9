package org.harvestxero.store.billing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Drafts by what is to be done with them next: to hand over, to tell Harvest of, to look at before others. */
public final class DraftQueue {
    private static final String REFUSED = """
            exists (select 1 from outbox o where o.connection = d.connection and o.kind in ('invoice', 'credit-note') and o.source_id = %s
            and o.revision = 'draft:' || cast(d.id as varchar(20)) and o.state = 'failed' and o.next_attempt_at > ?)""";
    /** Two look-ups: an index finds one number at a time. */
    private static final String MAY_GO = "d.state in ('approved', 'mirrored') and not " + REFUSED.formatted("-d.id")
            + " and not " + REFUSED.formatted("d.harvest_id");

    private static final String TO_HAND_OVER = DraftTable.SELECT + " and " + MAY_GO + " order by d.id";
    private static final String ANY_TO_HAND_OVER =
            "select d.id from draft_invoice d where d.connection = ? and " + MAY_GO + " limit 1";
    private static final String ACCEPTED = DraftTable.SELECT + """
             and d.state = 'planned' and exists (select 1 from link l where l.connection = d.connection
            and l.kind = case when d.subtotal < 0 then 'credit-note' else 'invoice' end
            and l.source_id = coalesce(d.harvest_id, -d.id) and l.agrees) order by d.id""";
    private static final String TRACKED = """
            select id from draft_invoice where connection = ? and state in ('review', 'held', 'approved', 'mirrored')
            and tracked limit 1""";
    private static final String TO_UNMIRROR = DraftTable.SELECT + """
             and d.state in ('rejected', 'credited') and d.harvest_id is not null and not exists (select 1 from delivery y
            where y.draft_id = d.id and y.step = 'unmirror' and y.state = 'done') order by d.id""";
    private static final String WAITING_BEFORE = DraftTable.SELECT + """
             and d.client_id = ? and d.state in ('review', 'held') and left(r.period, 6) <> 'ready-' and r.period_start < ? order by r.period_start, d.id""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    DraftQueue(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Approved ones that are not on their way to Xero yet, oldest first; those that were refused only once they are due again. */
    public List<StoredDraft> toHandOver() {
        OffsetDateTime now = Sql.at(clock.instant());
        return jdbc.query(TO_HAND_OVER, DraftTable::row, connection, now, now);
    }

    /** Whether {@link #toHandOver} would give any. */
    public boolean isAnyToHandOver() {
        OffsetDateTime now = Sql.at(clock.instant());
        return !jdbc.queryForList(ANY_TO_HAND_OVER, Long.class, connection, now, now)
                .isEmpty();
    }

    /** Planned ones that Xero accepted with an equal total. */
    public List<StoredDraft> accepted() {
        return jdbc.query(ACCEPTED, DraftTable::row, connection);
    }

    /** Whether one that may go out names a tracking option, so that Xero's have to be known. */
    public boolean useTracking() {
        return !jdbc.queryForList(TRACKED, Long.class, connection).isEmpty();
    }

    /** Rejected and credited ones whose mirror still stands in Harvest, as far as is recorded. */
    public List<StoredDraft> toUnmirror() {
        return jdbc.query(TO_UNMIRROR, DraftTable::row, connection);
    }

    /** The client's drafts of periods that start before {@code day} and wait for a person, the oldest first. */
    public List<StoredDraft> waitingBefore(long clientId, LocalDate day) {
        return jdbc.query(WAITING_BEFORE, DraftTable::row, connection, clientId, day);
    }
}
