package org.harvestxero.store.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code ready_mark}: what people marked in Harvest as ready to be billed, so that each mark makes one bill. */
public final class ReadyMarkTable {
    private static final String SELECT = """
            select m.kind, m.source_id, m.client_id, m.mark, m.state, m.name, m.words, m.run_id, r.undone_at is not null as undone
            from ready_mark m left join billing_run r on r.id = m.run_id where m.connection = ?""";
    private static final String ALL = SELECT + " order by m.seen_at, m.kind, m.source_id";
    private static final String OPEN =
            SELECT + " and m.state <> 'billed' order by m.seen_at, m.kind, m.source_id limit ?";
    private static final String COUNT_OPEN =
            "select count(*) from ready_mark where connection = ? and state <> 'billed'";
    private static final String FORGET = "delete from ready_mark where connection = ? and kind = ? and source_id = ?";
    private static final String ADD = """
            insert into ready_mark (mark, client_id, state, name, words, run_id, seen_at, connection, kind, source_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ReadyMarkTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What became of a mark. */
    public enum State {
        /** Something has to come first, such as an approval; it is looked at again. */
        WAITING,
        /** It makes no bill of its own unless the work or the mark changes. */
        REFUSED,
        /** It made one. */
        BILLED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A mark as it was last looked at.
     *
     * @param sign of the text that holds it
     * @param name which work it is, for people
     * @param words why it is not billed; empty once it is
     * @param runId that billed it; null for none
     */
    public record ReadyMark(
            Work work,
            long clientId,
            String sign,
            State state,
            String name,
            String words,
            @Nullable Long runId) {}

    /** A mark that is kept. @param undone whether the run that billed it was undone: then it may make a bill once more */
    public record Kept(ReadyMark mark, boolean undone) {}

    /** All, those first that were looked at longest ago. */
    public Map<Work, Kept> all() {
        Map<Work, Kept> all = new LinkedHashMap<>();
        jdbc.query(ALL, ReadyMarkTable::row, connection)
                .forEach(kept -> all.put(kept.mark().work(), kept));
        return all;
    }

    /** Those that made no bill, the oldest first. */
    public List<ReadyMark> open(int most) {
        return jdbc.query(OPEN, ReadyMarkTable::row, connection, most).stream()
                .map(Kept::mark)
                .toList();
    }

    public long countOpen() {
        return Sql.count(jdbc, COUNT_OPEN, connection);
    }

    /** Keeps these in place of what was kept of the same work. */
    public void put(Collection<ReadyMark> marks) {
        forget(marks.stream().map(ReadyMark::work).toList());
        var now = Sql.at(clock.instant());
        jdbc.batchUpdate(
                ADD,
                marks.stream()
                        .map(mark -> new @Nullable Object[] {
                            mark.sign(),
                            mark.clientId(),
                            mark.state().code(),
                            Sql.cut(mark.name(), 1000),
                            Sql.cut(mark.words(), 2000),
                            mark.runId(),
                            now,
                            connection,
                            mark.work().kind().code(),
                            mark.work().id()
                        })
                        .toList());
    }

    /** The marks are gone. */
    public void forget(Collection<Work> works) {
        jdbc.batchUpdate(
                FORGET,
                works.stream()
                        .map(work -> new Object[] {connection, work.kind().code(), work.id()})
                        .toList());
    }

    private static Kept row(ResultSet rows, int n) throws SQLException {
        return new Kept(
                new ReadyMark(
                        new Work(WorkKind.of(rows.getString("kind")), rows.getLong("source_id")),
                        rows.getLong("client_id"),
                        rows.getString("mark"),
                        State.of(rows.getString("state")),
                        rows.getString("name"),
                        rows.getString("words"),
                        Sql.longOrNull(rows, "run_id")),
                rows.getBoolean("undone"));
    }
}
