package org.harvestxero.store.journal;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalMark;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code journal}: each row one journal, recorded before Xero is asked for it. */
public final class JournalTable {
    private static final String COLUMNS =
            "id, of_month, kind, version, state, dated_on, status, currency, total, hours, content, request_key, target_id,"
                    + " asked_at, message, created_at";
    private static final String ADD = """
            insert into journal (connection, of_month, kind, version, mark, state, dated_on, status, currency, total, hours, content,
            request_key, target_id, attempts, made_by, created_at, settled_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)""";
    private static final String OF_MONTH =
            "select " + COLUMNS + " from journal where connection = ? and of_month = ? and kind = ? order by version";
    private static final String UNTIL = "select " + COLUMNS
            + " from journal where connection = ? and of_month <= ? and kind = ? order by of_month, version";
    private static final String BY_MARK = "select " + COLUMNS + " from journal where connection = ? and mark = ?";
    private static final String CLAIM = """
            update journal set state = 'sending', attempts = attempts + 1, asked_at = ?, request_key = ?, message = null
            where connection = ? and id = ? and state in ('planned', 'sending')""";
    private static final String MADE = """
            update journal set state = 'made', target_id = ?, status = ?, message = ?, settled_at = ?
            where connection = ? and id = ? and state <> 'gone'""";
    private static final String NOT_MADE = """
            update journal set state = ?, message = ?, settled_at = ? where connection = ? and id = ? and state in ('planned', 'sending')""";
    private static final String GONE = """
            update journal set state = 'gone', status = ?, settled_at = ? where connection = ? and id = ? and state = 'made'""";
    private static final String DROP = "delete from journal where connection = ? and id = ? and state = 'failed'";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    JournalTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param status Xero's word: asked for, then as last shown */
    public record Figures(LocalDate date, String status, String currency, BigDecimal total, BigDecimal hours) {}

    /**
     * How far it got.
     *
     * @param requestKey makes a prompt repeat harmless
     */
    public record Progress(
            JournalState state,
            String requestKey,
            @Nullable Instant askedAt,
            @Nullable String targetId,
            @Nullable String message) {}

    /** @param content what Xero is sent */
    public record Kept(
            long id, JournalMark mark, Figures figures, Progress progress, String content, Instant created) {}

    /**
     * Records one. Call it in a transaction, with its lines and sources.
     *
     * @param targetId Xero's id of one that stands there already; null for one to be made
     */
    public Kept add(
            JournalMark mark, Figures figures, String content, String key, @Nullable String targetId, String who) {
        Instant now = clock.instant();
        JournalState state = targetId == null ? JournalState.PLANNED : JournalState.MADE;
        jdbc.update(
                ADD,
                connection,
                mark.month().toString(),
                mark.kind().word(),
                mark.version(),
                mark.toString(),
                state.code(),
                figures.date(),
                figures.status(),
                figures.currency(),
                figures.total(),
                figures.hours(),
                Sql.bytes(content),
                key,
                targetId,
                Sql.cut(who, 200),
                Sql.at(now),
                targetId == null ? null : Sql.at(now));
        return get(mark);
    }

    /** All versions, the first one first. */
    public List<Kept> of(YearMonth month, JournalKind kind) {
        return jdbc.query(OF_MONTH, JournalTable::kept, connection, month.toString(), kind.word());
    }

    /** All of a kind up to a month, oldest month first. */
    public List<Kept> until(YearMonth month, JournalKind kind) {
        return jdbc.query(UNTIL, JournalTable::kept, connection, month.toString(), kind.word());
    }

    public Optional<Kept> find(JournalMark mark) {
        return jdbc.query(BY_MARK, JournalTable::kept, connection, mark.toString()).stream()
                .findFirst();
    }

    /** @throws IllegalStateException when it is not recorded, or no more */
    public Kept get(JournalMark mark) {
        return find(mark).orElseThrow(() -> new IllegalStateException("Journal " + mark + " is not recorded"));
    }

    /** Records that Xero is about to be asked; false when that is settled. */
    public boolean claim(long id, String key) {
        return jdbc.update(CLAIM, Sql.at(clock.instant()), key, connection, id) == 1;
    }

    /** It stands in Xero. @param message what differs from what was asked for; null for nothing */
    public void made(long id, String targetId, String status, @Nullable String message) {
        jdbc.update(
                MADE, targetId, Sql.cut(status, 20), Sql.cut(message, 4000), Sql.at(clock.instant()), connection, id);
    }

    /** Nothing of it stands in Xero. */
    public void failed(long id, String message) {
        notMade(id, JournalState.FAILED, message);
    }

    /** What became of it is not known. */
    public void unclear(long id, String message) {
        notMade(id, JournalState.SENDING, message);
    }

    /** Xero was certainly not asked. */
    public void waits(long id, String message) {
        notMade(id, JournalState.PLANNED, message);
    }

    private void notMade(long id, JournalState state, String message) {
        jdbc.update(
                NOT_MADE,
                state.code(),
                Sql.cut(message, 4000),
                state == JournalState.FAILED ? Sql.at(clock.instant()) : null,
                connection,
                id);
    }

    /** A person deleted or voided it in Xero. */
    public void gone(long id, String status) {
        jdbc.update(GONE, Sql.cut(status, 20), Sql.at(clock.instant()), connection, id);
    }

    /** Forgets one that was refused. */
    public void drop(long id) {
        jdbc.update(DROP, connection, id);
    }

    private static Kept kept(ResultSet rows, int n) throws SQLException {
        return new Kept(
                rows.getLong("id"),
                new JournalMark(
                        JournalKind.called(rows.getString("kind"))
                                .orElseThrow(() -> new SQLException("A journal is of no known kind")),
                        YearMonth.parse(rows.getString("of_month")),
                        rows.getInt("version")),
                new Figures(
                        rows.getObject("dated_on", LocalDate.class),
                        rows.getString("status"),
                        rows.getString("currency"),
                        Sql.amount(rows, "total"),
                        Sql.amount(rows, "hours")),
                new Progress(
                        JournalState.of(rows.getString("state")),
                        rows.getString("request_key"),
                        Sql.instantOrNull(rows, "asked_at"),
                        rows.getString("target_id"),
                        rows.getString("message")),
                Sql.text(rows, "content"),
                Sql.instant(rows, "created_at"));
    }
}
