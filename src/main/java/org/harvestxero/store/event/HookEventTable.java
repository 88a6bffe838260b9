package org.harvestxero.store.event;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code hook_event}: what a hook did not take yet, or is to be told of again. */
public final class HookEventTable {
    private static final String ADD = """
            insert into hook_event (connection, hook, event_id, subject_type, subject_id, state, attempts, next_attempt_at, message,
            changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String FAIL = """
            update hook_event set state = ?, attempts = ?, next_attempt_at = ?, message = ?, changed_at = ?
            where connection = ? and hook = ? and event_id = ?""";
    private static final String TAKEN = "delete from hook_event where connection = ? and hook = ? and event_id = ?";
    private static final String END = "delete from hook_event where connection = ? and hook = ?";
    private static final String BEHIND = """
            select distinct subject_type, subject_id from hook_event where connection = ? and hook = ? and state = 'waiting'""";
    private static final String STANDING = """
            select hook, state, count(*) as amount, min(changed_at) as since, max(message) as message from hook_event
            where connection = ? group by hook, state order by hook, state""";
    private static final String AGAIN = """
            update hook_event set state = 'waiting', attempts = 0, next_attempt_at = ?, changed_at = ?
            where connection = ? and hook = ? and event_id = ?""";
    private static final int LONGEST_MESSAGE = 1000;

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public HookEventTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What an event is about, as its row has it. */
    public record About(String type, String id) {}

    /**
     * How a hook did with an event it did not take.
     *
     * @param parked whether it is tried no more until somebody asks for it
     * @param next when it is tried again
     * @param message why it wasn't taken; null when it wasn't tried yet
     */
    public record Refusal(
            boolean parked,
            int attempts,
            Instant next,
            @Nullable String message) {
        String state() {
            return parked ? PARKED : WAITING;
        }
    }

    static final String WAITING = "waiting";
    static final String PARKED = "parked";

    /** Keeps what a hook did not take. */
    public void refused(String hook, long event, About about, Refusal how) {
        Instant now = clock.instant();
        int updated = jdbc.update(
                FAIL,
                how.state(),
                how.attempts(),
                Sql.at(how.next()),
                Sql.cut(how.message(), LONGEST_MESSAGE),
                Sql.at(now),
                connection,
                hook,
                event);
        if (updated == 0) {
            jdbc.update(
                    ADD,
                    connection,
                    hook,
                    event,
                    about.type(),
                    about.id(),
                    how.state(),
                    how.attempts(),
                    Sql.at(how.next()),
                    Sql.cut(how.message(), LONGEST_MESSAGE),
                    Sql.at(now));
        }
    }

    /** The hook took it. */
    public void taken(String hook, long event) {
        jdbc.update(TAKEN, connection, hook, event);
    }

    /** A hook that is no longer on is told of nothing more. */
    public int end(String hook) {
        return jdbc.update(END, connection, hook);
    }

    /** What the hook waits to be told of: later events about the same stand behind it. */
    public Set<About> waiting(String hook) {
        return new HashSet<>(jdbc.query(
                BEHIND,
                (rows, n) -> new About(rows.getString("subject_type"), rows.getString("subject_id")),
                connection,
                hook));
    }

    /**
     * What stands of one hook.
     *
     * @param parked whether it is tried no more by itself
     * @param since when the oldest was tried last
     * @param message why one of them wasn't taken
     */
    public record Standing(
            String hook,
            boolean parked,
            long events,
            Instant since,
            @Nullable String message) {}

    public List<Standing> standing() {
        return jdbc.query(
                STANDING,
                (rows, n) -> new Standing(
                        rows.getString("hook"),
                        PARKED.equals(rows.getString("state")),
                        rows.getLong("amount"),
                        Sql.instant(rows, "since"),
                        rows.getString("message")),
                connection);
    }

    /** The hook is told of the event again, however it did with it before. */
    public void again(String hook, long event, About about) {
        Instant now = clock.instant();
        if (jdbc.update(AGAIN, Sql.at(now), Sql.at(now), connection, hook, event) == 0) {
            jdbc.update(
                    ADD, connection, hook, event, about.type(), about.id(), WAITING, 0, Sql.at(now), null, Sql.at(now));
        }
    }
}
