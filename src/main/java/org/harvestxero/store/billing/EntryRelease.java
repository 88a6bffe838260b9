package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.harvestxero.store.billing.EntryState.State;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Opens work again once the draft or the run that settled it is taken back, as far as nothing else settles it. */
final class EntryRelease {
    private static final String ON_DRAFTS = """
            select coalesce(sum(s.hours), 0), count(s.draft_id) from draft_source s
            join draft_invoice d on d.id = s.draft_id join billing_run r on r.id = d.run_id
            where s.connection = ? and s.kind = ? and s.source_id = ? and r.mode <> 'trial'
            and (r.mode = 'shadow' or d.state not in ('rejected', 'credited')) and (r.mode = 'live' or r.undone_at is null)""";
    private static final String BESIDE_DRAFTS = """
            select coalesce(sum(n.hours), 0), count(n.run_id) from not_billed n join billing_run r on r.id = n.run_id
            where r.connection = ? and n.kind = ? and n.source_id = ? and r.mode <> 'trial' and r.undone_at is null
            and n.bucket in ('covered', 'written-off')""";
    private static final String RELEASE = """
            update entry_state set state = ?, settled = ?, overage_of = case when ? then null else overage_of end, reason = ?, words = ?
            where connection = ? and kind = ? and source_id = ?""";
    private static final String OF_DRAFT =
            "select distinct kind, source_id from draft_source where draft_id = ? order by kind, source_id";
    private static final String OF_RUN = """
            select kind, source_id from not_billed where run_id = ?
            union select s.kind, s.source_id from draft_source s join draft_invoice d on d.id = s.draft_id where d.run_id = ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    EntryRelease(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Opens what only the draft settled, once the draft is rejected or credited. Doing it twice changes nothing. */
    void ofDraft(long draftId, String why) {
        works(OF_DRAFT, draftId).forEach(work -> release(work, why));
    }

    /** Opens everything only the run settled, once the run is undone and its drafts are rejected or credited. */
    void ofRun(long runId, String why) {
        works(OF_RUN, runId, runId).forEach(work -> release(work, why));
    }

    /** The work that the run billed or left unbilled. */
    Set<Work> metBy(long runId) {
        return Set.copyOf(works(OF_RUN, runId, runId));
    }

    private List<Work> works(String sql, Object... of) {
        return jdbc.query(
                sql, (rows, n) -> new Work(WorkKind.of(rows.getString("kind")), rows.getLong("source_id")), of);
    }

    private void release(Work work, String why) {
        Part billed = part(ON_DRAFTS, work);
        Part beside = part(BESIDE_DRAFTS, work);
        State state = billed.count > 0 ? State.BILLED : beside.count > 0 ? State.COVERED : State.OPEN;
        jdbc.update(
                RELEASE,
                state.code(),
                billed.hours.add(beside.hours),
                state == State.OPEN,
                null,
                state == State.OPEN ? Sql.cut(why, 2000) : null,
                connection,
                work.kind().code(),
                work.id());
    }

    private record Part(BigDecimal hours, long count) {}

    private Part part(String sql, Work work) {
        return jdbc.query(
                        sql,
                        (rows, n) -> new Part(rows.getBigDecimal(1), rows.getLong(2)),
                        connection,
                        work.kind().code(),
                        work.id())
                .get(0);
    }
}
