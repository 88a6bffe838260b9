package org.harvestxero.console;

import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Trouble;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Frame;
import org.harvestxero.console.user.Passwords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers: pages, other places to go to, and what went wrong. */
final class Replies {
    static final int NOT_FOUND = 404;
    static final int GONE = 410;
    static final int UNAVAILABLE = 503;
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final int SEE_OTHER = 303;
    private static final int INTERNAL = 500;
    private static final int TOO_LARGE = 413;
    private static final int LEAST_FAILURE = 400;
    private static final long LONGEST_MILLIS = 20_000;

    private final Renderer renderer;
    private final WorkerExecutor threads;

    Replies(Renderer renderer, WorkerExecutor threads) {
        this.renderer = renderer;
        this.threads = threads;
    }

    /**
     * Does the work on a thread of the console, and hands back what came of it on the request's own; after a while somebody is told that it
     * takes too long, while it goes on.
     *
     * @param then gets the result, or null and what went wrong
     */
    <T> void later(RoutingContext request, Callable<T> work, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        long timer = request.vertx().setTimer(LONGEST_MILLIS, fired -> {
            if (!request.response().headWritten() && !request.response().closed()) {
                plain(
                        request,
                        UNAVAILABLE,
                        new Answer.Message(
                                "It takes too long",
                                "The database is slow at this moment. What you asked for may still be carried out.",
                                "Look again in a minute."));
            }
        });
        threads.executeBlocking(work, false).onComplete(done -> {
            request.vertx().cancelTimer(timer);
            if (!request.response().ended() && !request.response().closed()) {
                then.accept(done.result(), done.cause());
            }
        });
    }

    /** A page without the frame of those who are signed in. */
    void bare(RoutingContext request, int status, String template, Object view) {
        html(request, status, renderer.html(template, Map.of("view", view)));
    }

    void framed(RoutingContext request, Answer.Shown shown, Frame frame) {
        Buffer html = renderer.html(shown.template(), Map.of("view", shown.view(), "frame", frame));
        html(
                request,
                shown.status(),
                frame.typed().isEmpty() ? html : Buffer.buffer(RefilledForm.of(html.toString(), frame.typed())));
    }

    Buffer part(Answer.Shown shown) {
        return renderer.html(shown.template(), Map.of("view", shown.view()));
    }

    void html(RoutingContext request, int status, Buffer html) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(html);
    }

    /** @param path from the root of the server, or an address of the console under another name */
    void elsewhere(RoutingContext request, String path) {
        request.response().setStatusCode(SEE_OTHER).putHeader("Location", path).end();
    }

    /** One sentence, to somebody who need not be signed in. */
    void plain(RoutingContext request, int status, Answer.Message message) {
        bare(request, status, "outside", message);
    }

    /** What to tell about a failure, with a status. */
    record Failure(int status, Answer.Message message) {}

    /** In words; what nobody could have caused is logged, and said to be a fault of the program. */
    static Failure failure(Throwable failure) {
        Optional<Trouble> database = Trouble.ofDatabase(failure);
        if (database.isPresent()) {
            return new Failure(
                    UNAVAILABLE,
                    new Answer.Message(
                            "The database can't be asked",
                            database.get().message(),
                            database.get().remedy()));
        }
        if (failure instanceof SideException || failure instanceof Passwords.BusyException) {
            return new Failure(
                    UNAVAILABLE,
                    new Answer.Message("Not possible now", String.valueOf(failure.getMessage()), "Try again later."));
        }
        if (failure instanceof RejectedExecutionException) {
            return new Failure(
                    UNAVAILABLE,
                    new Answer.Message("Not possible now", "The program is stopping.", "Look again once it runs."));
        }
        LOG.error("A page of the console failed", failure);
        return new Failure(
                INTERNAL,
                new Answer.Message(
                        "This should not have happened",
                        "The program has a fault here; what it was doing stands in its log.",
                        "Try again, and let whoever looks after the program know."));
    }

    /** Answers what no page answered. */
    void failed(RoutingContext request) {
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        Throwable cause = request.failure();
        if (cause instanceof HttpClosedException) {
            return;
        }
        int status = request.statusCode() < LEAST_FAILURE ? INTERNAL : request.statusCode();
        if (status == NOT_FOUND) {
            plain(request, status, new Answer.Message("Not found", "There is no such page.", ""));
        } else if (status == TOO_LARGE) {
            plain(request, status, new Answer.Message("Too large", "The form holds more than the console takes.", ""));
        } else if (status < INTERNAL) {
            plain(request, status, new Answer.Message("Not possible", "The request can't be read.", ""));
        } else {
            Failure told = failure(cause == null ? new IllegalStateException("status " + status) : cause);
            plain(request, told.status(), told.message());
        }
    }
}
