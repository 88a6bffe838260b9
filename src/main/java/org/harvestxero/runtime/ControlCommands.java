package org.harvestxero.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.harvestxero.api.Progress;
import org.harvestxero.commands.Stop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what {@code POST /control/command} asks for, and streams what the command prints. A few commands run at once and a few
 * more wait; whoever comes after that is told to try again. A command whose caller has gone is stopped.
 */
final class ControlCommands {
    private static final Logger LOG = LoggerFactory.getLogger(ControlCommands.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;
    private static final int TRY_AGAIN_SECONDS = 5;
    /** Exit code of a command that threw. */
    private static final int FAILED = 3;

    private final Engine engine;
    private final CommandRunner commands;
    private final Progress progress;
    private final BoundedServer server;
    private final ExecutorService workers;
    /** Of commands that run or wait; a pool's own queue can be full while its threads are idle. */
    private final Semaphore places;

    ControlCommands(Engine engine, CommandRunner commands, Progress progress, BoundedServer server) {
        this.engine = engine;
        this.commands = commands;
        this.progress = progress;
        this.server = server;
        int most = server.bounds().commands() + server.bounds().waiting();
        this.places = new Semaphore(most);
        this.workers = server.getCamelContext()
                .getExecutorServiceManager()
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

    /** Takes a command and answers when it has ended, or at once if there is no place for it. */
    void take(RoutingContext request) {
        JsonNode body;
        try {
            body = JSON.readTree(request.body().asString());
        } catch (IOException | IllegalArgumentException e) {
            PlainAnswers.say(
                    request, BAD_REQUEST, "A command is JSON: {\"arguments\": [\"status\"], \"who\": \"Ada\"}.");
            return;
        }
        List<String> arguments = new ArrayList<>();
        body.path("arguments").forEach(argument -> arguments.add(argument.asText()));
        Asked asked = new Asked(
                arguments,
                body.path("who").asText("unknown"),
                body.path("terminal").asBoolean(false));
        begin(asked, request);
    }

    private void begin(Asked asked, RoutingContext request) {
        HttpServerResponse response =
                request.response().setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        Stop stop = new Stop();
        response.closeHandler(gone -> stop.ask("whoever asked for it has gone"));
        HttpConnection connection = request.request().connection();
        CommandOutput output = new CommandOutput(response, server.bounds().unread(), () -> {
            stop.ask("whoever asked for it reads nothing");
            connection.close();
        });
        server.connections().lasts(request);
        if (places.tryAcquire()) {
            workers.execute(() -> {
                try {
                    carryOut(asked, output, stop);
                } finally {
                    places.release();
                }
            });
        } else {
            response.setChunked(false).putHeader("Retry-After", Integer.toString(TRY_AGAIN_SECONDS));
            PlainAnswers.say(
                    request,
                    UNAVAILABLE,
                    "The process carries out " + server.bounds().commands() + " commands and "
                            + server.bounds().waiting() + " more wait: try again in " + TRY_AGAIN_SECONDS
                            + " seconds.");
        }
    }

    /** Answers a command that is longer than the server takes; other failures are left to Vert.x. */
    void tooLarge(RoutingContext request) {
        if (request.statusCode() == TOO_LARGE) {
            PlainAnswers.say(
                    request,
                    TOO_LARGE,
                    "A command has at most " + server.bounds().bodyBytes() + " bytes; this one has more.");
        } else {
            request.next();
        }
    }

    /**
     * One command.
     *
     * @param terminal whether the caller shows a line of progress
     */
    private record Asked(List<String> arguments, String who, boolean terminal) {}

    /** The command's name, which comes after the options that every command takes. */
    private static String nameOf(List<String> arguments) {
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

    private void carryOut(Asked asked, CommandOutput output, Stop stop) {
        if (stop.isAsked()) {
            LOG.info("Leaves out: {} (asked by {}, who has gone)", nameOf(asked.arguments()), asked.who());
            return;
        }
        LOG.info("Carries out: {} (asked by {})", nameOf(asked.arguments()), asked.who());
        CountDownLatch over = new CountDownLatch(1);
        int exit = FAILED;
        try {
            exit = carryOut(asked, output, stop, over);
        } finally {
            ProgressLine.end(over);
            output.end(exit);
        }
    }

    /** Whatever a command throws, the caller gets an exit code. */
    private int carryOut(Asked asked, CommandOutput output, Stop stop, CountDownLatch over) {
        try (PrintStream out = output.stream("out");
                PrintStream err = output.stream("err")) {
            stop.onTold(err::println);
            if (asked.terminal()) {
                ProgressLine.keepShowing(progress, output::progress, over);
            }
            int exit = stop.during(
                    () -> commands.carryOut(engine, asked.arguments(), asked.who(), out, err, output::browse));
            stop.words()
                    .ifPresent(
                            words -> LOG.warn("{} (asked by {}): {}", nameOf(asked.arguments()), asked.who(), words));
            return exit;
        } catch (Throwable e) {
            LOG.error("A command failed", e);
            return FAILED;
        }
    }
}
