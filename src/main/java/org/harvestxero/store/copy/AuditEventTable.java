package org.harvestxero.store.copy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code audit_event}: who did what, when; append only. */
public final class AuditEventTable {
    private static final String ADD = """
            insert into audit_event (connection, at, actor, kind, source_id, event, detail) values (?, ?, ?, ?, ?, ?, ?)""";
    private static final String OF_DOCUMENT = """
            select at, actor, event, detail from audit_event
            where connection = ? and kind = ? and source_id = ? order by id""";

    private static final String LAST = """
            select at, actor, event, detail from audit_event
            where connection = ? and kind is null and event = ? order by id desc fetch first row only""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public AuditEventTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public record AuditEvent(
            Instant at,
            String actor,
            String event,
            @Nullable String detail) {}

    /** @param actor a person's name, or {@code process} for what happens by itself */
    public void add(String actor, @Nullable Kind kind, @Nullable Long sourceId, String event, @Nullable String detail) {
        jdbc.update(
                ADD,
                connection,
                Sql.at(clock.instant()),
                actor,
                kind == null ? null : kind.code(),
                sourceId,
                event,
                Sql.cut(detail, 4000));
    }

    /** The same event for each of the documents. */
    public void addAll(String actor, List<FailedRow> documents, String event, @Nullable String detail) {
        OffsetDateTime now = Sql.at(clock.instant());
        String words = Sql.cut(detail, 4000);
        jdbc.batchUpdate(
                ADD,
                documents.stream()
                        .map(document -> new @Nullable Object[] {
                            connection, now, actor, document.kind().code(), document.sourceId(), event, words
                        })
                        .toList());
    }

    public List<AuditEvent> ofDocument(Kind kind, long sourceId) {
        return jdbc.query(OF_DOCUMENT, (rows, n) -> event(rows), connection, kind.code(), sourceId);
    }

    /** The latest event of this name that is about the connection itself. */
    public Optional<AuditEvent> last(String event) {
        return jdbc.query(LAST, (rows, n) -> event(rows), connection, event).stream()
                .findFirst();
    }

    private static AuditEvent event(ResultSet rows) throws SQLException {
        return new AuditEvent(
                Sql.instant(rows, "at"), rows.getString("actor"), rows.getString("event"), rows.getString("detail"));
    }
}
