package org.harvestxero.store.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Table {@code connection}: whether a pair of accounts works or is paused, and when it last succeeded. */
public final class ConnectionTable {
    /** The author of a pause that lasts until a person resumes: nothing automatic ends or replaces it. */
    public static final String PERSON = "person";

    private static final String ADD = "insert into connection (name) values (?) on conflict do nothing";
    private static final String PAUSE = """
            update connection set paused_by = ?, paused_reason = ?, paused_until = ? where name = ?""";
    private static final String RESUME = """
            update connection set paused_by = null, paused_reason = null, paused_until = null where name = ?""";
    private static final String NOT_BY_PERSON = " and (paused_by is null or paused_by <> '" + PERSON + "')";
    private static final String FIND = """
            select paused_by, paused_reason, paused_until, last_success_at, last_cycle_at from connection where name = ?""";
    private static final String CYCLED = "update connection set last_cycle_at = ? where name = ?";
    private static final String SUCCEEDED = """
            update connection set last_cycle_at = ?, last_success_at = ? where name = ?""";

    private static final Duration RECENT = Duration.ofMillis(250);

    private final String connection;
    private final JdbcTemplate jdbc;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Seen seen;

    public ConnectionTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param until when it goes on by itself; null means when a person resumes it */
    public record Pause(String by, String reason, @Nullable Instant until) {
        public boolean byPerson() {
            return by.equals(PERSON);
        }
    }

    /** @param changes how often this process had changed the pause when it was read */
    private record Seen(Optional<Pause> pause, long changes, long nanos) {}

    public record State(
            Optional<Pause> pause,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastCycle) {}

    public void add() {
        jdbc.update(ADD, connection);
    }

    /** Begins a pause; an automatic one leaves a person's as it is. */
    public void pause(Pause pause) {
        change(() -> jdbc.update(
                pause.byPerson() ? PAUSE : PAUSE + NOT_BY_PERSON,
                pause.by(),
                Sql.cut(pause.reason(), 2000),
                Sql.at(pause.until()),
                connection));
    }

    /** Ends any pause; for people. */
    public void resume() {
        change(() -> jdbc.update(RESUME, connection));
    }

    /** Ends an automatic pause; a person's stays. */
    public void goOn() {
        change(() -> jdbc.update(RESUME + NOT_BY_PERSON, connection));
    }

    /** Counted once before and once when others see it: who asks in between has read what was. */
    private void change(Runnable update) {
        changes.incrementAndGet();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    changes.incrementAndGet();
                }
            });
            update.run();
            return;
        }
        try {
            update.run();
        } finally {
            changes.incrementAndGet();
        }
    }

    /** The pause for those who ask again and again: one that another process began or ended shows within a quarter of a second. */
    public Optional<Pause> pause() {
        Seen last = seen;
        long now = System.nanoTime();
        long before = changes.get();
        if (last != null && last.changes() == before && now - last.nanos() < RECENT.toNanos()) {
            return last.pause();
        }
        Optional<Pause> pause = state().pause();
        seen = new Seen(pause, before, now);
        return pause;
    }

    public State state() {
        return jdbc
                .query(
                        FIND,
                        (rows, n) -> {
                            String by = rows.getString("paused_by");
                            Optional<Pause> pause = by == null
                                    ? Optional.empty()
                                    : Optional.of(new Pause(
                                            by,
                                            rows.getString("paused_reason"),
                                            Sql.instantOrNull(rows, "paused_until")));
                            return new State(
                                    pause,
                                    Sql.instantOrNull(rows, "last_success_at"),
                                    Sql.instantOrNull(rows, "last_cycle_at"));
                        },
                        connection)
                .stream()
                .findFirst()
                .orElse(new State(Optional.empty(), null, null));
    }

    public void cycled(Instant at, boolean success) {
        if (success) {
            jdbc.update(SUCCEEDED, Sql.at(at), Sql.at(at), connection);
        } else {
            jdbc.update(CYCLED, Sql.at(at), connection);
        }
    }
}
