package org.harvestxero.store.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.engine.Standing;
import org.harvestxero.billing.engine.Standings;
import org.harvestxero.store.billing.EntryState.State;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code entry_state}: what became of each time entry and expense that a run met. */
public final class EntryStateTable {
    private static final String COLUMNS = """
            kind, source_id, client_id, spent_date, state, settled, overage_of, reason, words, run_id, source_updated_at, worth,
            fingerprint, reported
            """;
    private static final String SELECT = "select " + COLUMNS + " from entry_state where connection = ?";
    private static final String FIND = SELECT + " and kind = ? and source_id = ?";
    private static final String OF_CLIENT = SELECT + " and client_id = ? order by spent_date, kind, source_id";
    private static final String UNSETTLED =
            SELECT + " and client_id = ? and state in ('open', 'held', 'carried') order by spent_date, kind, source_id";
    private static final String OLDEST_UNSETTLED = """
            select min(spent_date) from entry_state
            where connection = ? and client_id = ? and state in ('open', 'held', 'carried')""";
    private static final String UPDATE = """
            update entry_state set client_id = ?, spent_date = ?, state = ?, settled = ?, overage_of = ?, reason = ?, words = ?,
            run_id = ?, source_updated_at = ?, worth = ?, fingerprint = ?, reported = null
            where connection = ? and kind = ? and source_id = ?""";
    private static final String INSERT = """
            insert into entry_state (client_id, spent_date, state, settled, overage_of, reason, words, run_id, source_updated_at, worth,
            fingerprint, connection, kind, source_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String REPORTED = """
            update entry_state set reported = ? where connection = ? and kind = ? and source_id = ?""";
    private static final String COUNT = """
            select state, count(*) as many from entry_state where connection = ? and client_id = ? group by state""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final EntryRelease entryRelease;

    public EntryStateTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.entryRelease = new EntryRelease(connection, jdbc);
    }

    /** A time entry or expense by its kind and Harvest's number. */
    public record Work(WorkKind kind, long id) {
        public static Work of(Source source) {
            return new Work(WorkKind.of(source.kind()), source.id());
        }

        /** Such as {@code time entry 4711}. */
        public String inWords() {
            return (kind == WorkKind.EXPENSE ? "expense " : "time entry ") + id;
        }
    }

    public Optional<EntryState> find(Work work) {
        return jdbc.query(FIND, EntryStateTable::row, connection, work.kind().code(), work.id()).stream()
                .findFirst();
    }

    public List<EntryState> ofClient(long clientId) {
        return jdbc.query(OF_CLIENT, EntryStateTable::row, connection, clientId);
    }

    /** What is held, carried or released: the next run of the client needs it. */
    public List<EntryState> unsettled(long clientId) {
        return jdbc.query(UNSETTLED, EntryStateTable::row, connection, clientId);
    }

    /** The day of the oldest {@link #unsettled} one; empty when there is none. */
    public Optional<LocalDate> oldestUnsettled(long clientId) {
        return Optional.ofNullable(jdbc.queryForObject(OLDEST_UNSETTLED, LocalDate.class, connection, clientId));
    }

    /** What became of the client's work, as the engine asks for it. */
    public Standings standings(long clientId) {
        Map<Long, Standing> entries = new HashMap<>();
        Set<Long> expenses = new HashSet<>();
        for (EntryState state : ofClient(clientId)) {
            if (state.work().kind() == WorkKind.EXPENSE) {
                if (state.state().isSettled()) {
                    expenses.add(state.work().id());
                }
            } else if (!state.settled().isZero() || state.overageOf() != null) {
                entries.put(state.work().id(), new Standing(state.settled(), state.overageOf()));
            }
        }
        return new Standings(entries, expenses);
    }

    /** How many of the client's are in which state. */
    public Map<State, Long> counts(long clientId) {
        Map<State, Long> counts = new HashMap<>();
        jdbc.query(
                COUNT,
                rows -> {
                    counts.put(State.of(rows.getString("state")), rows.getLong("many"));
                },
                connection,
                clientId);
        return counts;
    }

    /** Stores what a run did with each, in place of what an earlier one did; no work may come twice. */
    public void putAll(List<EntryState> states) {
        List<@Nullable Object[]> rows =
                states.stream().map(state -> values(connection, state)).toList();
        int[] updated = jdbc.batchUpdate(UPDATE, rows);
        jdbc.batchUpdate(
                INSERT,
                IntStream.range(0, updated.length)
                        .filter(i -> updated[i] == 0)
                        .mapToObj(rows::get)
                        .toList());
    }

    private static @Nullable Object[] values(String connection, EntryState state) {
        return new @Nullable Object[] {
            state.clientId(),
            state.spentDate(),
            state.state().code(),
            state.settled().toBigDecimal(),
            state.overageOf(),
            state.reason(),
            Sql.cut(state.words(), 2000),
            state.runId(),
            Sql.at(state.sourceUpdatedAt()),
            state.worth(),
            state.fingerprint(),
            connection,
            state.work().kind().code(),
            state.work().id()
        };
    }

    /** Opens what only the draft settled, once the draft is rejected or credited. Doing it twice changes nothing. */
    public void release(long draftId, String why) {
        entryRelease.ofDraft(draftId, why);
    }

    /** Opens everything only the run settled, once the run is undone and its drafts are rejected or credited. */
    public void releaseRun(long runId, String why) {
        entryRelease.ofRun(runId, why);
    }

    /** The work that the run billed or left unbilled. */
    public Set<Work> ofRun(long runId) {
        return entryRelease.metBy(runId);
    }

    /** Records that people were told it is no longer what was billed. */
    public void reported(Work work, String fingerprint) {
        jdbc.update(REPORTED, fingerprint, connection, work.kind().code(), work.id());
    }

    private static EntryState row(ResultSet rows, int n) throws SQLException {
        return new EntryState(
                new Work(WorkKind.of(rows.getString("kind")), rows.getLong("source_id")),
                rows.getLong("client_id"),
                rows.getObject("spent_date", LocalDate.class),
                State.of(rows.getString("state")),
                Hours.of(rows.getBigDecimal("settled")),
                rows.getString("overage_of"),
                rows.getString("reason"),
                rows.getString("words"),
                rows.getLong("run_id"),
                Sql.instant(rows, "source_updated_at"),
                rows.getBigDecimal("worth"),
                rows.getString("fingerprint"),
                rows.getString("reported"));
    }
}
