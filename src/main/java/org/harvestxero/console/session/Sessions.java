package org.harvestxero.console.session;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Who is signed in now: each until nothing was asked for a while, and no longer than a working day. Safe for several threads. */
public final class Sessions {
    private static final int MOST = 1_000;

    private final Duration idle;
    private final Duration longest;
    private final LongSupplier nanos;
    private final Map<String, Session> open = new HashMap<>();

    /**
     * @param idle after so long without a request a session ends
     * @param longest how long one lasts at most
     * @param nanos a monotonic clock
     */
    public Sessions(Duration idle, Duration longest, LongSupplier nanos) {
        this.idle = idle;
        this.longest = longest;
        this.nanos = nanos;
    }

    /** The same, where nobody asks under which address. */
    public Session open(String user, String proof) {
        return open(user, proof, "");
    }

    /**
     * A new session under a new id; where there are too many, the one that was idle for longest makes room.
     *
     * @param proof what the user signed in with; a session ends when that is changed
     * @param origin under which address the person works
     */
    public synchronized Session open(String user, String proof, String origin) {
        open.values().removeIf(this::isOver);
        if (open.size() >= MOST) {
            open.values().stream()
                    .min(Comparator.comparingLong(Session::seen))
                    .ifPresent(oldest -> open.remove(oldest.id()));
        }
        Session session = new Session(user, proof, origin, nanos.getAsLong());
        open.put(session.id(), session);
        return session;
    }

    /**
     * The session of an id, unless it is over.
     *
     * @param byPerson false for what a page asks by itself, which keeps no session alive
     */
    public synchronized Optional<Session> find(@Nullable String id, boolean byPerson) {
        Session session = id == null ? null : open.get(id);
        if (session == null) {
            return Optional.empty();
        }
        if (isOver(session)) {
            open.remove(session.id());
            return Optional.empty();
        }
        if (byPerson) {
            session.seenAt(nanos.getAsLong());
        }
        return Optional.of(session);
    }

    public synchronized void close(Session session) {
        open.remove(session.id());
    }

    /** Ends all of a user. */
    public synchronized void closeOf(String user) {
        open.values().removeIf(session -> session.user().equals(user));
    }

    private boolean isOver(Session session) {
        long now = nanos.getAsLong();
        return now - session.seen() > idle.toNanos() || now - session.began() > longest.toNanos();
    }
}
