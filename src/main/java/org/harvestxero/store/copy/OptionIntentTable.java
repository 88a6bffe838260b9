package org.harvestxero.store.copy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code option_intent}: each row one tracking option to make in Xero, recorded before Xero is asked. */
public final class OptionIntentTable {
    private static final String COLUMNS =
            "option_key, category, name, state, attempts, refused, next_attempt_at, message, finished_at";
    private static final String WANT = """
            insert into option_intent (connection, option_key, category, name, state, next_attempt_at, created_at)
            values (?, ?, ?, ?, 'waiting', ?, ?) on conflict do nothing""";
    private static final String WANT_AGAIN = """
            update option_intent set state = 'waiting', attempts = 0, refused = false, next_attempt_at = ?, message = null,
            finished_at = null
            where connection = ? and option_key = ? and state = 'done'""";
    private static final String FIND =
            "select " + COLUMNS + " from option_intent where connection = ? and option_key = ?";
    private static final String ASK = """
            update option_intent set state = 'sending', attempts = attempts + 1, message = null
            where connection = ? and option_key = ? and state in ('waiting', 'failed')""";
    private static final String MOVE = """
            update option_intent set state = ?, refused = ?, next_attempt_at = ?, message = ?
            where connection = ? and option_key = ? and state = ?""";
    private static final String DONE = """
            update option_intent set state = 'done', target_id = ?, refused = false, message = null, finished_at = ?
            where connection = ? and option_key = ? and state <> 'done'""";
    private static final String WAKE =
            "update option_intent set next_attempt_at = ? where connection = ? and state = 'failed' and next_attempt_at > ?";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public OptionIntentTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param key category and name, as Xero compares them
     * @param state waiting, sending (asked, and what became of it is unknown), done or failed
     * @param attempts how often Xero was asked to make it
     * @param refused whether Xero said no
     * @param message what was said last
     * @param finishedAt when it turned out to stand in Xero
     */
    public record OptionIntent(
            String key,
            String category,
            String name,
            OutboxState state,
            int attempts,
            boolean refused,
            Instant nextAttemptAt,
            @Nullable String message,
            @Nullable Instant finishedAt) {}

    /** Records that the option is needed; one that was made and is gone again is to be made again. */
    public OptionIntent want(String key, String category, String name) {
        Instant now = clock.instant();
        if (jdbc.update(WANT, connection, key, category, name, Sql.at(now), Sql.at(now)) == 0) {
            jdbc.update(WANT_AGAIN, Sql.at(now), connection, key);
        }
        return find(key).orElseThrow(() -> new IllegalStateException("Option " + key + " was not stored"));
    }

    public Optional<OptionIntent> find(String key) {
        return jdbc.query(FIND, OptionIntentTable::intent, connection, key).stream()
                .findFirst();
    }

    /** Records that Xero is about to be asked; false when it was asked already. */
    public boolean ask(String key) {
        return jdbc.update(ASK, connection, key) == 1;
    }

    /** Moves the intent on if it still stands as given; false when it was moved meanwhile. */
    public boolean move(OptionIntent intent, OutboxState to, boolean refused, Instant next, @Nullable String why) {
        return jdbc.update(
                        MOVE,
                        to.code(),
                        refused,
                        Sql.at(next),
                        Sql.cut(why, 4000),
                        connection,
                        intent.key(),
                        intent.state().code())
                == 1;
    }

    /** The option stands in Xero; false when that was known. */
    public boolean done(String key, String targetId) {
        return jdbc.update(DONE, targetId, Sql.at(clock.instant()), connection, key) == 1;
    }

    /** Makes every option due that stands failed: the set-up changed, or a person asked. */
    public int wake() {
        return jdbc.update(WAKE, Sql.at(clock.instant()), connection, Sql.at(clock.instant()));
    }

    private static OptionIntent intent(ResultSet rows, int n) throws SQLException {
        return new OptionIntent(
                rows.getString("option_key"),
                rows.getString("category"),
                rows.getString("name"),
                OutboxState.of(rows.getString("state")),
                rows.getInt("attempts"),
                rows.getBoolean("refused"),
                Sql.instant(rows, "next_attempt_at"),
                rows.getString("message"),
                Sql.instantOrNull(rows, "finished_at"));
    }
}
