package org.harvestxero.store.copy;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;

/** A document that stands failed; one blocked by its contact shows the contact's cause. */
public record FailedRow(
        long id,
        Kind kind,
        long sourceId,
        @Nullable String number,
        @Nullable String currency,
        @Nullable BigDecimal total,
        int attempts,
        @Nullable String message,
        OutboxState state,
        Instant nextAttemptAt,
        @Nullable Instant firstFailedAt,
        @Nullable Instant lastFailedAt,
        @Nullable Instant notifiedAt,
        long causeId,
        String code,
        String subject,
        String sentence,
        String remedy,
        String heals) {
    static FailedRow read(ResultSet rows, int n) throws SQLException {
        return new FailedRow(
                rows.getLong("id"),
                Kind.of(rows.getString("kind")),
                rows.getLong("source_id"),
                rows.getString("number"),
                rows.getString("currency"),
                Sql.amountOrNull(rows, "total"),
                rows.getInt("attempts"),
                rows.getString("message"),
                OutboxState.of(rows.getString("state")),
                Sql.instant(rows, "next_attempt_at"),
                Sql.instantOrNull(rows, "first_failed_at"),
                Sql.instantOrNull(rows, "last_failed_at"),
                Sql.instantOrNull(rows, "notified_at"),
                rows.getLong("cause_id"),
                rows.getString("code"),
                rows.getString("subject"),
                rows.getString("sentence"),
                rows.getString("remedy"),
                rows.getString("heals"));
    }
}
