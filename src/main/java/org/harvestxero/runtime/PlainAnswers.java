package org.harvestxero.runtime;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the short answers of the server: a sentence with a status, or a text that takes a moment to put together. */
final class PlainAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(PlainAnswers.class);
    private static final int UNAVAILABLE = 503;

    private PlainAnswers() {}

    /** An answer that is ready to be written. */
    record Answer(int status, String text) {}

    static void say(RoutingContext request, int status, String sentence) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(sentence + "\n");
    }

    /** Makes the answer on Vert.x's bounded pool, so that the event loop is never kept waiting. */
    static void later(RoutingContext request, String mediaType, Callable<Answer> answer) {
        request.vertx().executeBlocking(answer, false).onComplete(done -> {
            if (request.response().closed()) {
                return;
            }
            if (done.failed()) {
                LOG.warn("A request to health or metrics could not be answered", done.cause());
                say(request, UNAVAILABLE, "This can't be told just now.");
                return;
            }
            request.response()
                    .setStatusCode(done.result().status())
                    .putHeader("Content-Type", mediaType)
                    .end(done.result().text());
        });
    }
}
