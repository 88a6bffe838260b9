package org.harvestxero.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.harvestxero.commands.Stop;
import org.harvestxero.settings.Settings;
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
    private static final long MOST_BODY_BYTES = 256 * 1024;
    private static final int UNAUTHORISED = 401;
    private static final int BAD_REQUEST = 400;

    private final RunFile runFile;
    private final Doors doors;
    private final PrometheusMeterRegistry metrics;
    private final Engine engine;
    private final CommandRunner commands;
    private final Progress progress;
    private final ExecutorService workers;

    LoopbackServer(
            RunFile runFile,
            Doors doors,
            PrometheusMeterRegistry metrics,
            Engine engine,
            CommandRunner commands,
            Progress progress,
            ExecutorService workers) {
        this.runFile = runFile;
        this.doors = doors;
        this.metrics = metrics;
        this.engine = engine;
        this.commands = commands;
        this.progress = progress;
        this.workers = workers;
    }

    /**
     * Who gets in.
     *
     * @param metricsOpen whether metrics ask for no token
     * @param metricsToken the one that opens metrics alone; null when there is none
     */
    record Doors(boolean metricsOpen, @Nullable String metricsToken) {
        /** Says where it matters what is open to whom. */
        static Doors of(Listening listening, Settings settings) {
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
        router.route("/control/*").handler(this::guarded);
        router.post("/control/command")
                .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES))
                .handler(this::command);
    }

    private void metrics(RoutingContext request) {
        String token = doors.metricsToken();
        if (!doors.metricsOpen()
                && !authorised(request, runFile.token())
                && (token == null || !authorised(request, token))) {
            refuse(request);
            return;
        }
        workers.execute(() -> request.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(metrics.scrape()));
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
            request.response().setStatusCode(BAD_REQUEST).end();
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
        workers.execute(() -> carryOut(arguments, who, terminal, response, stop));
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

    private void carryOut(
            List<String> arguments, String who, boolean terminal, HttpServerResponse response, Stop stop) {
        LOG.info("Carries out: {} (asked by {})", command(arguments), who);
        int exit;
        CommandOutput output = new CommandOutput(response);
        CountDownLatch over = new CountDownLatch(1);
        try (PrintStream out = output.stream("out");
                PrintStream err = output.stream("err")) {
            stop.onTold(err::println);
            if (terminal) {
                ProgressLine.keepShowing(progress, output::progress, over);
            }
            exit = stop.during(() -> commands.carryOut(engine, arguments, who, out, err));
            stop.words().ifPresent(words -> LOG.warn("{} (asked by {}): {}", command(arguments), who, words));
        } catch (Exception e) {
            LOG.error("A command failed", e);
            exit = 3;
        }
        ProgressLine.end(over);
        if (!response.closed()) {
            response.end(JSON.createObjectNode().put("exit", exit) + "\n");
        }
    }
}
