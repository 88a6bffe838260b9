package org.harvestxero.mcp;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.harvestxero.mcp.token.Assistant;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that assistants have begun, each good for the token alone that began it. When there are too many, the one that was silent for
 * longest ends. Safe for several threads.
 */
final class OpenSessions {
    private static final int MOST = 200;
    private static final int MOST_OF_ONE = 20;
    private static final long SILENT = TimeUnit.HOURS.toNanos(1);

    private final LongSupplier nanos;
    private final Map<String, Held> open = new LinkedHashMap<>();

    /** @param nanos a monotonic clock */
    OpenSessions(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A session, and what it listens on; null while it does not. */
    static final class Held {
        private final McpStreamableServerSession session;
        private final Assistant assistant;
        private long used;
        private @Nullable AnswerStream listens;

        private Held(McpStreamableServerSession session, Assistant assistant, long used) {
            this.session = session;
            this.assistant = assistant;
            this.used = used;
        }

        McpStreamableServerSession session() {
            return session;
        }

        private void end() {
            AnswerStream stream = listens;
            if (stream != null) {
                stream.close();
            }
            session.close();
        }
    }

    void add(McpStreamableServerSession session, Assistant assistant) {
        List<Held> ended = new ArrayList<>();
        synchronized (this) {
            open.put(session.getId(), new Held(session, assistant, nanos.getAsLong()));
            makeRoom(held -> isOf(held, assistant), MOST_OF_ONE, ended);
            makeRoom(held -> true, MOST, ended);
        }
        ended.forEach(Held::end);
    }

    private void makeRoom(Predicate<Held> among, int most, List<Held> ended) {
        long now = nanos.getAsLong();
        while (open.values().stream().filter(among).count() > most) {
            open.values().stream()
                    .filter(among)
                    .max(Comparator.comparingLong(held -> now - held.used))
                    .ifPresent(oldest -> {
                        open.remove(oldest.session.getId());
                        ended.add(oldest);
                    });
        }
    }

    private static boolean isOf(Held held, Assistant assistant) {
        return held.assistant.hash().equals(assistant.hash());
    }

    /** The session of that id that this assistant began; empty when there is none, or not any more. */
    synchronized Optional<Held> find(@Nullable String id, Assistant assistant) {
        Optional<Held> found =
                Optional.ofNullable(id == null ? null : open.get(id)).filter(held -> isOf(held, assistant));
        found.ifPresent(held -> held.used = nanos.getAsLong());
        return found;
    }

    synchronized void listens(Held held, AnswerStream stream) {
        held.listens = stream;
    }

    void end(Held held) {
        synchronized (this) {
            open.remove(held.session.getId());
        }
        held.end();
    }

    /**
     * Ends those that were silent for long, and those whose token is good for nothing any more.
     *
     * @param signs whether the others get a sign of life
     */
    void look(Predicate<Assistant> stillLet, boolean signs) {
        List<Held> ended = new ArrayList<>();
        List<AnswerStream> alive = new ArrayList<>();
        synchronized (this) {
            long now = nanos.getAsLong();
            for (Held held : List.copyOf(open.values())) {
                boolean silent = held.listens == null && now - held.used > SILENT;
                if (silent || !stillLet.test(held.assistant)) {
                    open.remove(held.session.getId());
                    ended.add(held);
                } else if (signs && held.listens != null) {
                    alive.add(held.listens);
                }
            }
        }
        ended.forEach(Held::end);
        alive.forEach(AnswerStream::comment);
    }

    void endAll() {
        List<Held> all;
        synchronized (this) {
            all = List.copyOf(open.values());
            open.clear();
        }
        all.forEach(Held::end);
    }

    synchronized List<McpStreamableServerSession> sessions() {
        return open.values().stream().map(Held::session).toList();
    }
}
