package org.harvestxero.hook;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.store.event.HookEventTable.About;

/**
 * An event as {@code sql:} reads it for a hook.
 *
 * @param uid by which receivers drop doubles
 * @param attempts how often the hook was told of it; below zero when it was not yet
 * @param data what it says, as JSON
 */
record EventRow(long id, String uid, long position, int attempts, Told told, String data) {

    /** What is said of every event. */
    record Told(String connection, String kind, int version, About about, Instant occurredAt) {}

    static EventRow of(Map<String, Object> row) {
        return new EventRow(
                number(row, "id"),
                text(row, "uid"),
                number(row, "position"),
                Math.toIntExact(number(row, "attempts")),
                new Told(
                        text(row, "connection"),
                        text(row, "kind"),
                        Math.toIntExact(number(row, "version")),
                        new About(text(row, "subject_type"), text(row, "subject_id")),
                        instant(Objects.requireNonNull(row.get("occurred_at")))),
                text(row, "data"));
    }

    About about() {
        return told.about();
    }

    /** Whether it stands among those the hook did not take, or is to be told of again. */
    boolean isAgain() {
        return attempts >= 0;
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column), column)).longValue();
    }

    private static String text(Map<String, Object> row, String column) {
        return String.valueOf(row.get(column));
    }

    /** The two databases give it as different types. */
    private static Instant instant(Object value) {
        return value instanceof OffsetDateTime time ? time.toInstant() : ((java.sql.Timestamp) value).toInstant();
    }
}
