package org.harvestxero.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The answer to one request. A single reply goes as plain JSON; where something is asked or told before it, all goes as events. Messages come
 * from any thread and are written on the one of the connection.
 */
final class AnswerStream implements McpStreamableServerTransport {
    private static final String EVENTS = "text/event-stream";
    private static final int OK = 200;

    private final McpJsonMapper json;
    private final HttpServerResponse response;
    private final Context context;
    private boolean begun;

    /** @param context of the connection */
    AnswerStream(McpJsonMapper json, RoutingContext request, Context context) {
        this.json = json;
        this.response = request.response();
        this.context = context;
    }

    /** Whether whoever asked is gone. */
    boolean isGone() {
        return response.closed() && !response.ended();
    }

    /** Begins with events at once, as for a stream that only listens. */
    void begin() {
        context.runOnContext(now -> beginEvents());
    }

    /** A sign of life, which nobody reads. */
    void comment() {
        context.runOnContext(now -> {
            if (begun && isOpen()) {
                response.write(": \n\n");
            }
        });
    }

    private void beginEvents() {
        if (!begun && isOpen()) {
            begun = true;
            response.setStatusCode(OK)
                    .setChunked(true)
                    .putHeader("Content-Type", EVENTS)
                    .putHeader("Cache-Control", "no-cache");
            response.write(": \n\n");
        }
    }

    private boolean isOpen() {
        return !response.closed() && !response.ended();
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return sendMessage(message, null);
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message, @Nullable String id) {
        return Mono.fromRunnable(() -> {
            String text = written(message);
            boolean last = message instanceof McpSchema.JSONRPCResponse;
            context.runOnContext(now -> send(text, last));
        });
    }

    private void send(String text, boolean last) {
        if (!isOpen()) {
            return;
        }
        if (last && !begun) {
            begun = true;
            response.setStatusCode(OK)
                    .putHeader("Content-Type", "application/json")
                    .end(text);
            return;
        }
        beginEvents();
        response.write("event: message\ndata: " + text + "\n\n");
    }

    private String written(Object message) {
        try {
            return json.writeValueAsString(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }

    @Override
    public void close() {
        context.runOnContext(now -> {
            if (isOpen()) {
                response.end();
            }
        });
    }
}
