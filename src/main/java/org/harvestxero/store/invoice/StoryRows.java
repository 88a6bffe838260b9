package org.harvestxero.store.invoice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.PackedText;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of several tables that are about one document, for its story. Each is found by the document's id. */
public final class StoryRows {
    private static final String STEPS = """
            select o.id, o.action, o.state, o.created_at, o.finished_at, o.first_failed_at, o.last_failed_at, o.attempts, o.message,
            o.outcome, o.warnings, o.number, b.method, b.path, b.first_sent_at, b.sends, b.answer_status, b.outcome as answer,
            b.closed_at, b.body, b.packed
            from outbox o left join batch b on b.id = o.batch_id
            where o.source_id = ? and o.kind = ? and o.connection = ? order by o.id""";
    private static final String DIFFERENCES = """
            select kind, measure, reason, detail, first_day, last_day, gone_at from reconciliation_difference
            where connection = ? and %s = ? order by id""";
    private static final String OF_HARVEST = DIFFERENCES.formatted("harvest_id");
    private static final String OF_XERO = DIFFERENCES.formatted("xero_id");
    private static final String EVENTS = """
            select e.kind, e.occurred_at, h.hook, h.state, h.message from event e
            left join hook_event h on h.event_id = e.id and h.connection = e.connection
            where e.subject_id = ? and e.subject_type = ? and e.connection = ? order by e.id, h.hook limit 200""";
    private static final String RECORDED =
            "select recorded_at from source_document where source_id = ? and kind = ? and connection = ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    StoryRows(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * One step of a document on its way to Xero.
     *
     * @param action such as create
     * @param state such as done
     * @param message why it failed last; null when it didn't
     * @param outcome such as adopted; null before it is done
     */
    public record Step(
            long id,
            String action,
            String state,
            Tries tries,
            @Nullable String message,
            @Nullable String outcome,
            @Nullable String warnings,
            @Nullable String number,
            @Nullable Sent sent) {}

    public record Tries(
            int made,
            Instant planned,
            @Nullable Instant finished,
            @Nullable Instant firstFailed,
            @Nullable Instant lastFailed) {}

    /**
     * The request that held it last.
     *
     * @param body empty when it is no longer kept
     * @param status of the answer; null while there is none
     */
    public record Sent(
            String method,
            String path,
            @Nullable Instant first,
            int times,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable Instant closed,
            String body) {}

    /** @param gone when it was not seen any more; null while it stands */
    public record Difference(
            String kind,
            String measure,
            String reason,
            String detail,
            LocalDate firstDay,
            LocalDate lastDay,
            @Nullable Instant gone) {}

    public List<Step> steps(Kind kind, long sourceId) {
        return jdbc.query(STEPS, StoryRows::step, sourceId, kind.code(), connection);
    }

    /**
     * Something that hooks are told of.
     *
     * @param kind such as {@code invoice.paid}
     * @param hook that did not take it yet; null where none is left to
     * @param state {@code waiting} or {@code parked}; null where no hook is left to
     * @param message why it was not taken; null where it was not tried yet
     */
    public record Told(
            String kind,
            Instant at,
            @Nullable String hook,
            @Nullable String state,
            @Nullable String message) {}

    /** In their order; an event that several hooks did not take comes once for each. @param subject as events name it */
    public List<Told> events(String type, String subject) {
        return jdbc.query(
                EVENTS,
                (rows, n) -> new Told(
                        rows.getString("kind"),
                        Sql.instant(rows, "occurred_at"),
                        rows.getString("hook"),
                        rows.getString("state"),
                        rows.getString("message")),
                subject,
                type,
                connection);
    }

    public List<Difference> differencesOf(long harvestId) {
        return jdbc.query(OF_HARVEST, StoryRows::difference, connection, harvestId);
    }

    public List<Difference> differencesOf(String xeroId) {
        return jdbc.query(OF_XERO, StoryRows::difference, connection, xeroId);
    }

    /** When the document was last shown otherwise than before. */
    public Optional<Instant> recordedAt(Kind kind, long sourceId) {
        return jdbc
                .query(RECORDED, (rows, n) -> Sql.instant(rows, "recorded_at"), sourceId, kind.code(), connection)
                .stream()
                .findFirst();
    }

    private static Step step(ResultSet rows, int n) throws SQLException {
        String method = rows.getString("method");
        return new Step(
                rows.getLong("id"),
                rows.getString("action"),
                rows.getString("state"),
                new Tries(
                        rows.getInt("attempts"),
                        Sql.instant(rows, "created_at"),
                        Sql.instantOrNull(rows, "finished_at"),
                        Sql.instantOrNull(rows, "first_failed_at"),
                        Sql.instantOrNull(rows, "last_failed_at")),
                rows.getString("message"),
                rows.getString("outcome"),
                rows.getString("warnings"),
                rows.getString("number"),
                method == null ? null : sent(rows, method));
    }

    private static Sent sent(ResultSet rows, String method) throws SQLException {
        return new Sent(
                method,
                rows.getString("path"),
                Sql.instantOrNull(rows, "first_sent_at"),
                rows.getInt("sends"),
                Sql.intOrNull(rows, "answer_status"),
                rows.getString("answer"),
                Sql.instantOrNull(rows, "closed_at"),
                PackedText.of(rows, "body", "packed"));
    }

    private static Difference difference(ResultSet rows, int n) throws SQLException {
        return new Difference(
                rows.getString("kind"),
                rows.getString("measure"),
                rows.getString("reason"),
                rows.getString("detail"),
                rows.getObject("first_day", LocalDate.class),
                rows.getObject("last_day", LocalDate.class),
                Sql.instantOrNull(rows, "gone_at"));
    }
}
