package org.harvestxero.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.harvestxero.commands.Stop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the loopback server offers beside health: metrics, and commands for whoever can read the home's control token. Without the
 * token both answer 401; metrics may be opened by {@code http.metrics}.
 */
final class LoopbackServer {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_BODY_BYTES = 256 * 1024;
    private static final int UNAUTHORISED = 401;
    private static final int BAD_REQUEST = 400;

    private final RunFile runFile;
    private final boolean metricsOpen;
    private final PrometheusMeterRegistry metrics;
    private final Engine engine;
    private final CommandRunner commands;
    private final ExecutorService workers;

    LoopbackServer(
            RunFile runFile,
            boolean metricsOpen,
            PrometheusMeterRegistry metrics,
            Engine engine,
            CommandRunner commands,
            ExecutorService workers) {
        this.runFile = runFile;
        this.metricsOpen = metricsOpen;
        this.metrics = metrics;
        this.engine = engine;
        this.commands = commands;
        this.workers = workers;
    }

    void install(Router router) {
        router.get("/metrics").handler(this::metrics);
        router.route("/control/*").handler(this::guarded);
        router.post("/control/command")
                .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES))
                .handler(this::command);
    }

    private void metrics(RoutingContext request) {
        if (!metricsOpen && !authorised(request)) {
            refuse(request);
            return;
        }
        workers.execute(() -> request.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(metrics.scrape()));
    }

    private void guarded(RoutingContext request) {
        if (authorised(request)) {
            request.next();
        } else {
            refuse(request);
        }
    }

    /** Compares in constant time, so that the token can't be guessed by the clock. */
    private boolean authorised(RoutingContext request) {
        String given = request.request().getHeader("Authorization");
        byte[] wanted = ("Bearer " + runFile.token()).getBytes(StandardCharsets.UTF_8);
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), wanted);
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
        workers.execute(() -> carryOut(arguments, who, response, stop));
    }

    /** The command's name, behind the options every command takes. */
    static String command(List<String> arguments) {
        boolean value = false;
        for (String argument : arguments) {
            boolean option = argument.startsWith("-");
            if (!option && !value) {
                return argument;
            }
            value = Set.of("--home", "--as", "-D", "--time-limit").contains(argument);
        }
        return "run";
    }

    private void carryOut(List<String> arguments, String who, HttpServerResponse response, Stop stop) {
        LOG.info("Carries out: {} (asked by {})", command(arguments), who);
        int exit;
        CommandOutput output = new CommandOutput(response);
        try (PrintStream out = output.stream("out");
                PrintStream err = output.stream("err")) {
            exit = stop.during(() -> commands.carryOut(engine, arguments, who, out, err));
            stop.words().ifPresent(words -> LOG.warn("{} (asked by {}): {}", command(arguments), who, words));
        } catch (Exception e) {
            LOG.error("A command failed", e);
            exit = 3;
        }
        if (!response.closed()) {
            response.end(JSON.createObjectNode().put("exit", exit) + "\n");
        }
    }
}
