package org.harvestxero.store.copy;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** All that waits for a moment, or is as old as its moment says: a clock that went back would make it wait, or last, for as long again. */
public final class Waits {
    private static final String COPIES = """
            update outbox set next_attempt_at = ?
            where connection = ? and state in ('waiting', 'failed') and next_attempt_at > ? and next_attempt_at < ?""";
    private static final String OPTIONS = """
            update option_intent set next_attempt_at = ?
            where connection = ? and state in ('waiting', 'failed') and next_attempt_at > ? and next_attempt_at < ?""";
    private static final String DELIVERIES = """
            update delivery set next_attempt_at = ?
            where connection = ? and state in ('waiting', 'failed') and next_attempt_at > ? and next_attempt_at < ?""";
    private static final String REPETITIONS = """
            update batch set retry_at = null where connection = ? and state in ('prepared', 'sent') and retry_at > ?""";
    private static final String PAUSE = "update connection set paused_until = ? where name = ? and paused_until > ?";
    private static final String ANSWERS =
            "update cached_answer set fetched_at = ? where connection = ? and fetched_at > ?";
    private static final String AGES = """
            update batch set first_sent_at = ? where connection = ? and state = 'sent' and first_sent_at > ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public Waits(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Ends every wait for a moment after {@code latest}; what was read after it counts as old. */
    public void end(Instant latest, Instant now) {
        OffsetDateTime then = Sql.at(latest);
        jdbc.update(COPIES, Sql.at(now), connection, then, Sql.at(OutboxTable.NEVER));
        jdbc.update(OPTIONS, Sql.at(now), connection, then, Sql.at(OutboxTable.NEVER));
        jdbc.update(DELIVERIES, Sql.at(now), connection, then, Sql.at(OutboxTable.NEVER));
        jdbc.update(REPETITIONS, connection, then);
        jdbc.update(PAUSE, Sql.at(now), connection, then);
        jdbc.update(ANSWERS, Sql.at(Instant.EPOCH), connection, then);
    }

    /**
     * Nobody knows any more how old the batches are that were sent after {@code moment}: none is repeated under its key, each is looked
     * for.
     *
     * @return how many those are
     */
    public int forgetAges(Instant moment) {
        return jdbc.update(AGES, Sql.at(Instant.EPOCH), connection, Sql.at(moment));
    }
}
