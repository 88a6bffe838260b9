package org.harvestxero.runtime;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections of the server. Each must send a whole request, and get its answer, within a bounded time, however steadily bytes
 * trickle in. (An idle timeout would let a trickle through and cut a command that is silent for long.) When there are as many as allowed,
 * the one that has gone without a request for longest is closed.
 */
final class ServerConnections {
    private static final Logger LOG = LoggerFactory.getLogger(ServerConnections.class);
    private static final Duration TELL_AGAIN = Duration.ofMinutes(1);
    private static final long LOOKS_PER_BOUND = 10;

    private final Vertx vertx;
    private final ServerBounds bounds;
    private final Map<HttpConnection, Visit> open = new LinkedHashMap<>();
    private boolean looking;
    private @Nullable Long told;

    ServerConnections(Vertx vertx, ServerBounds bounds) {
        this.vertx = vertx;
        this.bounds = bounds;
    }

    private enum State {
        WAITS,
        ANSWERED,
        LASTS
    }

    /** @param until when it is closed, by the monotonic clock; of no meaning while its answer may take any time */
    private record Visit(State state, long until) {
        static Visit waits(ServerBounds bounds) {
            return new Visit(State.WAITS, System.nanoTime() + bounds.request().toNanos());
        }

        boolean isOver() {
            return state != State.LASTS && until - System.nanoTime() <= 0;
        }

        long left() {
            return until - System.nanoTime();
        }
    }

    /** Accepts a connection, or closes it when every other one is being answered. */
    synchronized void opened(HttpConnection connection) {
        if (open.size() >= bounds.connections()) {
            tellOfMany();
            Optional<HttpConnection> idle = longestWithoutRequest();
            if (idle.isEmpty()) {
                connection.close();
                return;
            }
            open.remove(idle.get());
            idle.get().close();
        }
        open.put(connection, Visit.waits(bounds));
        connection.closeHandler(gone -> closed(connection));
        look();
    }

    private synchronized void closed(HttpConnection connection) {
        open.remove(connection);
    }

    private Optional<HttpConnection> longestWithoutRequest() {
        return open.entrySet().stream()
                .filter(each -> each.getValue().state() == State.WAITS)
                .min(Comparator.comparingLong(each -> each.getValue().left()))
                .map(Map.Entry::getKey);
    }

    private void tellOfMany() {
        long now = System.nanoTime();
        if (told == null || now - told > TELL_AGAIN.toNanos()) {
            told = now;
            LOG.warn(
                    "{} connections to health, metrics and control are open, the most there may be: one without a"
                            + " request makes room for each further one",
                    bounds.connections());
        }
    }

    /** A request whose head has arrived; its body may still be coming. */
    void asks(RoutingContext request) {
        HttpConnection connection = request.request().connection();
        request.addEndHandler(answered -> become(connection, Visit.waits(bounds)));
        request.request().end().onSuccess(whole -> {
            if (!request.response().ended()) {
                becomeAnswered(connection);
            }
        });
        request.next();
    }

    private synchronized void becomeAnswered(HttpConnection connection) {
        open.computeIfPresent(
                connection,
                (same, visit) -> visit.state() == State.LASTS
                        ? visit
                        : new Visit(
                                State.ANSWERED,
                                System.nanoTime() + bounds.answer().toNanos()));
    }

    /** An answer that may take any time, because something else bounds it. */
    void lasts(RoutingContext request) {
        become(request.request().connection(), new Visit(State.LASTS, 0));
    }

    private synchronized void become(HttpConnection connection, Visit visit) {
        open.computeIfPresent(connection, (same, before) -> visit);
    }

    /** Closes connections that take too long; called again and again while any is open. */
    private void look() {
        if (!looking) {
            looking = true;
            vertx.setTimer(Math.max(1, bounds.request().toMillis() / LOOKS_PER_BOUND), timer -> cut());
        }
    }

    private synchronized void cut() {
        looking = false;
        open.entrySet().stream()
                .filter(each -> each.getValue().isOver())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(connection -> {
                    open.remove(connection);
                    connection.close();
                });
        if (!open.isEmpty()) {
            look();
        }
    }
}
