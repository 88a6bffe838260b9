package org.harvestxero.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.harvestxero.api.Progress;
import org.harvestxero.commands.Stop;
import org.harvestxero.config.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server offers beside health: metrics, and commands for whoever can read the home's control token. Without a token both
 * answer 401. Metrics also take the token of {@code http.token-file} and, on loopback, may be opened by {@code http.metrics}; commands
 * are taken from this machine alone, wherever it listens.
 */
final class LoopbackServer {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA_JSON = "application/json";
    private static final int BEFORE_CAMEL = -100;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORISED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;
    private static final int TRY_AGAIN_SECONDS = 5;
    /** Exit code of a command that died. */
    private static final int FAILED = 3;

    private final ControlFile runFile;
    private final Doors doors;
    private final PrometheusMeterRegistry metrics;
    private final Engine engine;
    private final CommandRunner commands;
    private final Progress progress;
    private final CamelContext context;
    private final BoundedServer server;
    private final ExecutorService workers;
    /** Of commands that are carried out or wait; a pool's own queue can be full while its threads are idle. */
    private final Semaphore places;

    LoopbackServer(
            ControlFile runFile,
            Doors doors,
            PrometheusMeterRegistry metrics,
            Engine engine,
            CommandRunner commands,
            Progress progress,
            BoundedServer server) {
        this.runFile = runFile;
        this.doors = doors;
        this.metrics = metrics;
        this.engine = engine;
        this.commands = commands;
        this.progress = progress;
        this.server = server;
        this.context = server.getCamelContext();
        int most = server.bounds().commands() + server.bounds().waiting();
        this.places = new Semaphore(most);
        this.workers = context.getExecutorServiceManager()
                .newThreadPool(
                        this,
                        "control",
                        new ThreadPoolProfileBuilder("control")
                                .poolSize(server.bounds().commands())
                                .maxPoolSize(server.bounds().commands())
                                .maxQueueSize(most)
                                .allowCoreThreadTimeOut(true)
                                .keepAliveTime(1L, TimeUnit.MINUTES)
                                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                                .build());
    }

    /**
     * Who gets in.
     *
     * @param metricsOpen whether metrics ask for no token
     * @param metricsToken the one that opens metrics alone; null when there is none
     */
    record Doors(boolean metricsOpen, @Nullable String metricsToken) {
        /** Says where it matters what is open to whom. */
        static Doors of(ListenAddress listening, Settings settings) {
            boolean open = settings.text("http.metrics").equals("open");
            Optional<Path> file = settings.optional("http.token-file").map(name -> settings.path("http.token-file"));
            String token = file.map(MetricsToken::of).orElse(null);
            if (!listening.onLoopback()) {
                LOG.warn(
                        "Listens on {}, which other machines may reach: /health answers everybody, /metrics asks for the token in {}{},"
                                + " commands are taken from this machine alone. Nothing is encrypted.",
                        listening,
                        file.map(Path::toString)
                                .orElse(
                                        "data/run.json, which changes at each start (http.token-file gives one that stays)"),
                        open ? " though http.metrics is open" : "");
            }
            return new Doors(open && listening.onLoopback(), token);
        }

        @Override
        public String toString() {
            return "Doors[metricsOpen=" + metricsOpen + "]";
        }
    }

    void install(Router router) {
        router.get("/metrics").handler(this::metrics);
        // Before Camel's own, which tells everything.
        router.get("/health*").order(BEFORE_CAMEL).handler(this::health);
        router.route("/control/*").handler(this::guarded);
        router.post("/control/command")
                .handler(BodyHandler.create(false).setBodyLimit(server.bounds().bodyBytes()))
                .handler(this::command)
                .failureHandler(this::tooLarge);
    }

    private void metrics(RoutingContext request) {
        String token = doors.metricsToken();
        if (!doors.metricsOpen()
                && !authorised(request, runFile.token())
                && (token == null || !authorised(request, token))) {
            refuse(request);
            return;
        }
        beside(request, "text/plain; version=0.0.4; charset=utf-8", () -> new Answer(OK, metrics.scrape()));
    }

    /** Strangers learn up or down; routes, folders and reasons are for whoever has the token. */
    private void health(RoutingContext request) {
        if (authorised(request, runFile.token())) {
            request.next();
            return;
        }
        String path = request.normalizedPath();
        switch (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) {
            case "/health" -> beside(request, MEDIA_JSON, () -> upOrDown(HealthCheckHelper.invoke(context), false));
            case "/health/live" ->
                beside(request, MEDIA_JSON, () -> upOrDown(HealthCheckHelper.invokeLiveness(context), false));
            case "/health/ready" ->
                beside(request, MEDIA_JSON, () -> upOrDown(HealthCheckHelper.invokeReadiness(context), true));
            default -> request.fail(NOT_FOUND);
        }
    }

    private static Answer upOrDown(Collection<HealthCheck.Result> results, boolean readiness) {
        boolean up = HealthCheckHelper.isResultsUp(results, readiness);
        return new Answer(
                up ? OK : UNAVAILABLE,
                JSON.createObjectNode().put("status", up ? "UP" : "DOWN").toString());
    }

    private record Answer(int status, String text) {}

    /** Answers from Vert.x's bounded pool, so that who listens is never kept waiting. */
    private static void beside(RoutingContext request, String type, Callable<Answer> answer) {
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
                    .putHeader("Content-Type", type)
                    .end(done.result().text());
        });
    }

    private void tooLarge(RoutingContext request) {
        if (request.statusCode() == TOO_LARGE) {
            say(
                    request,
                    TOO_LARGE,
                    "A command has at most " + server.bounds().bodyBytes() + " bytes; this one has more.");
        } else {
            request.next();
        }
    }

    private static void say(RoutingContext request, int status, String sentence) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(sentence + "\n");
    }

    private void guarded(RoutingContext request) {
        if (fromHere(request.request()) && authorised(request, runFile.token())) {
            request.next();
        } else {
            refuse(request);
        }
    }

    /** Compares in constant time, so that the token can't be guessed by the clock. */
    private static boolean authorised(RoutingContext request, String token) {
        String given = request.request().getHeader("Authorization");
        byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), wanted);
    }

    /** Whether the one who asks is on this machine. */
    private static boolean fromHere(HttpServerRequest request) {
        String from = request.remoteAddress().hostAddress();
        return from != null && (from.equals(request.localAddress().hostAddress()) || from.startsWith("127."));
    }

    private static void refuse(RoutingContext request) {
        request.response()
                .setStatusCode(UNAUTHORISED)
                .putHeader("WWW-Authenticate", "Bearer")
                .end();
    }

    private void command(RoutingContext request) {
        JsonNode body;
        try {
            body = JSON.readTree(request.body().asString());
        } catch (IOException | IllegalArgumentException e) {
            say(request, BAD_REQUEST, "A command is JSON: {\"arguments\": [\"status\"], \"who\": \"Ada\"}.");
            return;
        }
        List<String> arguments = new ArrayList<>();
        body.path("arguments").forEach(argument -> arguments.add(argument.asText()));
        String who = body.path("who").asText("unknown");
        HttpServerResponse response =
                request.response().setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        Stop stop = new Stop();
        response.closeHandler(gone -> stop.ask("whoever asked for it has gone"));
        boolean terminal = body.path("terminal").asBoolean(false);
        HttpConnection connection = request.request().connection();
        CommandOutput output = new CommandOutput(response, server.bounds().unread(), () -> {
            stop.ask("whoever asked for it reads nothing");
            connection.close();
        });
        server.visits().lasts(request);
        if (places.tryAcquire()) {
            workers.execute(() -> {
                try {
                    carryOut(arguments, who, terminal, output, stop);
                } finally {
                    places.release();
                }
            });
        } else {
            response.setChunked(false).putHeader("Retry-After", Integer.toString(TRY_AGAIN_SECONDS));
            say(
                    request,
                    UNAVAILABLE,
                    "The process carries out " + server.bounds().commands() + " commands and "
                            + server.bounds().waiting() + " more wait: try again in " + TRY_AGAIN_SECONDS
                            + " seconds.");
        }
    }

    /** The command's name, behind the options every command takes. */
    static String command(List<String> arguments) {
        boolean value = false;
        for (String argument : arguments) {
            boolean option = argument.startsWith("-");
            if (!option && !value) {
                return argument;
            }
            value = Set.of("--home", "--as", "-D", "--time-limit", "--width").contains(argument);
        }
        return "run";
    }

    private void carryOut(List<String> arguments, String who, boolean terminal, CommandOutput output, Stop stop) {
        if (stop.isAsked()) {
            LOG.info("Leaves out: {} (asked by {}, who has gone)", command(arguments), who);
            return;
        }
        LOG.info("Carries out: {} (asked by {})", command(arguments), who);
        CountDownLatch over = new CountDownLatch(1);
        int exit = FAILED;
        try {
            exit = carryOut(arguments, who, terminal, output, stop, over);
        } finally {
            ProgressLine.end(over);
            output.end(exit);
        }
    }

    /** Whatever a command dies of, whoever waits for it is told. */
    private int carryOut(
            List<String> arguments,
            String who,
            boolean terminal,
            CommandOutput output,
            Stop stop,
            CountDownLatch over) {
        try (PrintStream out = output.stream("out");
                PrintStream err = output.stream("err")) {
            stop.onTold(err::println);
            if (terminal) {
                ProgressLine.keepShowing(progress, output::progress, over);
            }
            int exit = stop.during(() -> commands.carryOut(engine, arguments, who, out, err, output::browse));
            stop.words().ifPresent(words -> LOG.warn("{} (asked by {}): {}", command(arguments), who, words));
            return exit;
        } catch (Throwable e) {
            LOG.error("A command failed", e);
            return FAILED;
        }
    }
}
