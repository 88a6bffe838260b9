package org.harvestxero.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.mcp.token.Assistant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings messages of assistants that were let in to their sessions, and answers back, by the protocol's streamable HTTP.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports">MCP: transports</a>
 */
final class HttpTransport implements McpStreamableServerTransportProvider {
    /** Under which a tool finds who asks. */
    static final String ASSISTANT = "assistant";
    /** Under which a tool finds the answer it goes into. */
    static final String ANSWER = "answer";

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);
    private static final String EVENTS = "text/event-stream";

    private final McpJsonMapper json;
    private final OpenSessions sessions;
    private final CallDesk calls;
    private McpStreamableServerSession.@Nullable Factory factory;

    HttpTransport(McpJsonMapper json, OpenSessions sessions, CallDesk calls) {
        this.json = json;
        this.sessions = sessions;
        this.calls = calls;
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory made) {
        factory = made;
    }

    @Override
    public Mono<Void> notifyClients(String method, @Nullable Object params) {
        return Flux.fromIterable(sessions.sessions())
                .flatMap(session -> session.sendNotification(method, params).onErrorComplete())
                .then();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(sessions::endAll);
    }

    /** A message. @param body as it came; whoever sent it was let in as the assistant */
    Mono<Void> post(RoutingContext request, Context context, String body, Assistant assistant) {
        McpSchema.JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(json, body);
        } catch (IOException | IllegalArgumentException e) {
            return Refusal.BAD_MESSAGE.answer(request, context, null);
        }
        if (message instanceof McpSchema.JSONRPCRequest asked && asked.method().equals(McpSchema.METHOD_INITIALIZE)) {
            return begin(request, context, asked, assistant);
        }
        Optional<OpenSessions.Held> held =
                sessions.find(request.request().getHeader(HttpHeaders.MCP_SESSION_ID), assistant);
        if (held.isEmpty()) {
            return Refusal.NO_SESSION.answer(
                    request, context, message instanceof McpSchema.JSONRPCRequest asked ? asked.id() : null);
        }
        McpStreamableServerSession session = held.get().session();
        if (message instanceof McpSchema.JSONRPCRequest asked) {
            return answer(request, context, session, asked, assistant);
        }
        Mono<Void> taken = message instanceof McpSchema.JSONRPCResponse response
                ? session.accept(response)
                : session.accept((McpSchema.JSONRPCNotification) message);
        return taken.contextWrite(who -> who.put(McpTransportContext.KEY, told(assistant, null)))
                .then(Mono.fromRunnable(() -> Refusal.accepted(request, context)));
    }

    private Mono<Void> begin(
            RoutingContext request, Context context, McpSchema.JSONRPCRequest asked, Assistant assistant) {
        McpSchema.InitializeRequest wanted =
                json.convertValue(asked.params(), new TypeRef<McpSchema.InitializeRequest>() {});
        if (wanted == null || wanted.protocolVersion() == null || wanted.capabilities() == null) {
            return Refusal.BAD_MESSAGE.answer(request, context, asked.id());
        }
        McpStreamableServerSession.McpStreamableServerSessionInit init =
                Objects.requireNonNull(factory).startSession(wanted);
        sessions.add(init.session(), assistant);
        AnswerStream answer = new AnswerStream(json, request, context);
        return init.initResult().flatMap(result -> {
            context.runOnContext(now -> request.response()
                    .putHeader(HttpHeaders.MCP_SESSION_ID, init.session().getId()));
            return answer.sendMessage(
                    new McpSchema.JSONRPCResponse(McpSchema.JSONRPC_VERSION, asked.id(), result, null));
        });
    }

    private Mono<Void> answer(
            RoutingContext request,
            Context context,
            McpStreamableServerSession session,
            McpSchema.JSONRPCRequest asked,
            Assistant assistant) {
        AnswerStream answer = new AnswerStream(json, request, context);
        Optional<String> unknown = calls.unknownTool(asked, assistant);
        if (unknown.isPresent()) {
            return answer.sendMessage(new McpSchema.JSONRPCResponse(
                    McpSchema.JSONRPC_VERSION,
                    asked.id(),
                    null,
                    new McpSchema.JSONRPCResponse.JSONRPCError(
                            McpSchema.ErrorCodes.INVALID_PARAMS, unknown.get(), null)));
        }
        return session.responseStream(answer)
                .handle(asked)
                .contextWrite(who -> who.put(McpTransportContext.KEY, told(assistant, answer)));
    }

    private static McpTransportContext told(Assistant assistant, @Nullable AnswerStream answer) {
        return McpTransportContext.create(
                answer == null ? Map.of(ASSISTANT, assistant) : Map.of(ASSISTANT, assistant, ANSWER, answer));
    }

    /** Listens to what the server asks or tells by itself. */
    void get(RoutingContext request, Context context, Assistant assistant) {
        Optional<OpenSessions.Held> held =
                sessions.find(request.request().getHeader(HttpHeaders.MCP_SESSION_ID), assistant);
        String accepts = request.request().getHeader("Accept");
        if (held.isEmpty()) {
            Refusal.NO_SESSION.answer(request, context, null).subscribe();
        } else if (accepts == null || !accepts.contains(EVENTS)) {
            Refusal.BAD_MESSAGE.answer(request, context, null).subscribe();
        } else {
            AnswerStream stream = new AnswerStream(json, request, context);
            McpStreamableServerSession.McpStreamableServerSessionStream listening =
                    held.get().session().listeningStream(stream);
            sessions.listens(held.get(), stream);
            request.addEndHandler(ended -> listening.close());
            stream.begin();
        }
    }

    /** The assistant ends its session. */
    void delete(RoutingContext request, Context context, Assistant assistant) {
        Optional<OpenSessions.Held> held =
                sessions.find(request.request().getHeader(HttpHeaders.MCP_SESSION_ID), assistant);
        held.ifPresent(sessions::end);
        if (held.isPresent()) {
            Refusal.accepted(request, context);
        } else {
            Refusal.NO_SESSION.answer(request, context, null).subscribe();
        }
        LOG.debug("A session was ended by {}", assistant);
    }
}
