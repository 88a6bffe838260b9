package org.harvestxero.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpSyncServer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.harvestxero.api.AssistantLog;
import org.harvestxero.config.Settings;
import org.harvestxero.mcp.token.Assistant;
import org.harvestxero.mcp.token.Assistants;
import org.harvestxero.mcp.tool.Tool;
import org.harvestxero.mcp.tool.ToolShelf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where assistants ask. Off unless {@code mcp.enabled} says otherwise. */
public final class AssistantDoor implements AutoCloseable {
    /** Under which it is found on the server. */
    public static final String PATH = "/mcp";

    private static final Logger LOG = LoggerFactory.getLogger(AssistantDoor.class);
    private static final long BODY_BYTES = 256 * 1024;
    private static final int AT_ONCE = 12;
    private static final int WAITING = 500;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LONG = 413;
    private static final int IDLE_SECONDS = 30;
    private static final long LOOK_MILLIS = 1_000;
    /** Looks between two signs of life. */
    private static final int ALIVE_EVERY = 15;

    private final Assistants assistants;
    private final Guard guard;
    private final OpenSessions sessions;
    private final HttpTransport transport;
    private final McpSyncServer server;
    private final Scheduler threads;
    private @Nullable Runnable stop;

    /**
     * @param tools what they may ask for
     * @param nanos a monotonic clock
     */
    public AssistantDoor(
            Settings settings,
            Assistants assistants,
            ToolShelf tools,
            AssistantLog log,
            Site site,
            LongSupplier nanos) {
        this.assistants = assistants;
        ObjectMapper mapper = JsonMapper.builder()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
        McpJsonMapper json = new JacksonMcpJsonMapper(mapper);
        Schemas schemas = new Schemas(mapper);
        CallDesk calls = new CallDesk(tools, schemas, log, site.zone(), nanos);
        this.guard = new Guard(settings, assistants, calls, nanos);
        this.sessions = new OpenSessions(nanos);
        this.transport = new HttpTransport(json, sessions, calls);
        this.server = new ToolServer(tools, calls, schemas, site.version())
                .serve(transport, json, new Library(calls, site.agreement(), site.mappings()));
        this.threads = Schedulers.newBoundedElastic(AT_ONCE, WAITING, "assistants", IDLE_SECONDS, true);
    }

    /**
     * Where it is.
     *
     * @param zone the firm's
     * @param version of the program
     * @param agreement,mappings tools that give such a text whole
     */
    public record Site(ZoneId zone, String version, Tool agreement, Tool mappings) {}

    /** Whether settings ask for it. */
    public static boolean isOn(Settings settings) {
        return settings.flag("mcp.enabled");
    }

    /**
     * Hangs it on the router of the server.
     *
     * @param lasts told of answers that may take any time, because something else bounds them
     */
    public void install(Vertx vertx, Router root, Consumer<RoutingContext> lasts) {
        root.get("/.well-known/oauth-protected-resource").handler(guard::metadata);
        root.get("/.well-known/oauth-protected-resource" + PATH).handler(guard::metadata);
        root.route(PATH).handler(request -> guard.check(request, work -> run(request, work)));
        root.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES))
                .handler(request -> post(vertx, request, lasts));
        root.get(PATH).handler(request -> get(vertx, request, lasts));
        root.delete(PATH).handler(request -> {
            Context context = vertx.getOrCreateContext();
            run(request, () -> transport.delete(request, context, Guard.assistant(request)));
        });
        root.route(PATH)
                .handler(request -> request.response()
                        .setStatusCode(METHOD_NOT_ALLOWED)
                        .putHeader("Allow", HttpMethod.POST + ", " + HttpMethod.GET + ", " + HttpMethod.DELETE)
                        .end());
        root.route(PATH).failureHandler(request -> failed(vertx, request));
        int[] looks = {0};
        long timer = vertx.setPeriodic(LOOK_MILLIS, each -> {
            boolean alive = ++looks[0] % ALIVE_EVERY == 0;
            schedule(() -> sessions.look(assistants::stillLets, alive));
        });
        stop = () -> vertx.cancelTimer(timer);
    }

    private void post(Vertx vertx, RoutingContext request, Consumer<RoutingContext> lasts) {
        Context context = vertx.getOrCreateContext();
        lasts.accept(request);
        Assistant assistant = Guard.assistant(request);
        String body = request.body().asString() == null ? "" : request.body().asString();
        carry(request, context, () -> transport.post(request, context, body, assistant));
    }

    private void get(Vertx vertx, RoutingContext request, Consumer<RoutingContext> lasts) {
        Context context = vertx.getOrCreateContext();
        lasts.accept(request);
        transport.get(request, context, Guard.assistant(request));
    }

    private void carry(RoutingContext request, Context context, Supplier<Mono<Void>> work) {
        try {
            Mono.defer(work)
                    .subscribeOn(threads)
                    .subscribe(nothing -> {}, failure -> failed(request, context, failure));
        } catch (RejectedExecutionException e) {
            Refusal.BUSY.answer(request, context, null).subscribe();
        }
    }

    private static void failed(RoutingContext request, Context context, Throwable failure) {
        if (failure instanceof RejectedExecutionException) {
            Refusal.BUSY.answer(request, context, null).subscribe();
        } else {
            LOG.error("A message of an assistant could not be answered", failure);
            Refusal.FAILED.answer(request, context, null).subscribe();
        }
    }

    private static void failed(Vertx vertx, RoutingContext request) {
        Context context = vertx.getOrCreateContext();
        if (request.statusCode() == TOO_LONG) {
            Refusal.TOO_LONG.answer(request, context, null).subscribe();
        } else if (!request.response().closed()) {
            LOG.error("A message of an assistant could not be taken", request.failure());
            Refusal.FAILED.answer(request, context, null).subscribe();
        }
    }

    private void run(RoutingContext request, Runnable work) {
        try {
            threads.schedule(work);
        } catch (RejectedExecutionException e) {
            Refusal.BUSY
                    .answer(request, request.vertx().getOrCreateContext(), null)
                    .subscribe();
        }
    }

    private void schedule(Runnable work) {
        try {
            threads.schedule(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("Looked for sessions to end, but there is no thread for it now");
        }
    }

    @Override
    public void close() {
        Runnable stopping = stop;
        if (stopping != null) {
            stopping.run();
        }
        sessions.endAll();
        server.closeGracefully();
        threads.disposeGracefully().block(Duration.ofSeconds(2));
    }
}
