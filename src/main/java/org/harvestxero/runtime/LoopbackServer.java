package org.harvestxero.runtime;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/**
 * What the process offers over HTTP: health to everybody, metrics and commands to those whom {@link ServerAccess} lets in; others get a
 * 401.
 */
final class LoopbackServer {
    private static final String MEDIA_JSON = "application/json";
    private static final int BEFORE_CAMEL = -100;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final ServerAccess access;
    private final PrometheusMeterRegistry metrics;
    private final ControlCommands commands;
    private final ServerBounds bounds;
    private final CamelContext context;

    LoopbackServer(
            ServerAccess access, PrometheusMeterRegistry metrics, ControlCommands commands, BoundedServer server) {
        this.access = access;
        this.metrics = metrics;
        this.commands = commands;
        this.bounds = server.bounds();
        this.context = server.getCamelContext();
    }

    void install(Router router) {
        router.get("/metrics").handler(this::metrics);
        // Before Camel's own, which tells everything.
        router.get("/health*").order(BEFORE_CAMEL).handler(this::health);
        router.route("/control/*").handler(this::guard);
        router.post("/control/command")
                .handler(BodyHandler.create(false).setBodyLimit(bounds.bodyBytes()))
                .handler(commands::take)
                .failureHandler(commands::tooLarge);
    }

    private void metrics(RoutingContext request) {
        if (!access.mayReadMetrics(request)) {
            ServerAccess.refuse(request);
            return;
        }
        PlainAnswers.later(
                request,
                "text/plain; version=0.0.4; charset=utf-8",
                () -> new PlainAnswers.Answer(OK, metrics.scrape()));
    }

    /** Strangers learn up or down; routes, folders and reasons are for whoever has the token. */
    private void health(RoutingContext request) {
        if (access.hasControlToken(request)) {
            request.next();
            return;
        }
        String path = request.normalizedPath();
        switch (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) {
            case "/health" ->
                PlainAnswers.later(request, MEDIA_JSON, () -> upOrDown(HealthCheckHelper.invoke(context), false));
            case "/health/live" ->
                PlainAnswers.later(
                        request, MEDIA_JSON, () -> upOrDown(HealthCheckHelper.invokeLiveness(context), false));
            case "/health/ready" ->
                PlainAnswers.later(
                        request, MEDIA_JSON, () -> upOrDown(HealthCheckHelper.invokeReadiness(context), true));
            default -> request.fail(NOT_FOUND);
        }
    }

    private static PlainAnswers.Answer upOrDown(Collection<HealthCheck.Result> results, boolean readiness) {
        boolean up = HealthCheckHelper.isResultsUp(results, readiness);
        return new PlainAnswers.Answer(up ? OK : UNAVAILABLE, "{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}");
    }

    private void guard(RoutingContext request) {
        if (access.mayCommand(request)) {
            request.next();
        } else {
            ServerAccess.refuse(request);
        }
    }
}
