package org.harvestxero.mcp;

import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Answers that bring a request no further: as the protocol words errors, with a sentence that an assistant can pass on. */
enum Refusal {
    BAD_MESSAGE(
            400,
            -32700,
            "This is no message of the Model Context Protocol: send one JSON-RPC message as JSON, and accept application/json and"
                    + " text/event-stream."),
    NO_SESSION(
            404,
            -32001,
            "This session is not known here, or not any more: send initialize once more, and go on with the session of its answer."),
    TOO_LONG(413, -32600, "The message is too long: at most 256 KiB are taken. Ask for less at once."),
    BUSY(503, -32000, "More is asked at this moment than can be answered: try again in a few seconds."),
    FAILED(
            500,
            -32603,
            "Something went wrong here. Tell whoever runs harvest-xero; its log says more. Nothing was changed by this call.");

    private static final int ACCEPTED = 202;

    private final int status;
    private final int code;
    private final String words;

    Refusal(int status, int code, String words) {
        this.status = status;
        this.code = code;
        this.words = words;
    }

    /** @param id of the request that is answered; null where it is not known */
    Mono<Void> answer(RoutingContext request, Context context, @Nullable Object id) {
        return Mono.fromRunnable(() -> context.runOnContext(now -> end(request, status, code, words, id)));
    }

    /** On the thread of the connection. */
    static void end(RoutingContext request, int status, int code, String words, @Nullable Object id) {
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("jsonrpc", "2.0")
                        .put("id", id)
                        .put("error", new JsonObject().put("code", code).put("message", words))
                        .encode());
    }

    /** Taken, and nothing is to be answered. */
    static void accepted(RoutingContext request, Context context) {
        context.runOnContext(now -> {
            if (!request.response().ended() && !request.response().closed()) {
                request.response().setStatusCode(ACCEPTED).end();
            }
        });
    }
}
