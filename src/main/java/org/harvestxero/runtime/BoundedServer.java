package org.harvestxero.runtime;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camel's management server with bounds. Camel would start it with Vert.x's defaults, which limit neither the number of connections nor
 * slow requests. Added to the context before Camel's own one, which then uses it.
 */
final class BoundedServer extends VertxPlatformHttpServer {
    /** Bytes of one field of a form, such as an agreement's text; the whole form is bounded where it is taken. */
    private static final int LONGEST_FIELD = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BoundedServer.class);
    private static final long LONGEST_SECONDS = 5;
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL = 500;

    private final VertxPlatformHttpServerConfiguration configuration;
    private final ServerBounds bounds;
    private final Optional<ServerTls> tls;
    private @Nullable HttpServer server;
    private @Nullable ServerConnections connections;

    BoundedServer(VertxPlatformHttpServerConfiguration configuration, ServerBounds bounds, Optional<ServerTls> tls) {
        super(configuration);
        this.tls = tls;
        this.configuration = configuration;
        this.bounds = bounds;
    }

    /** @param tls empty where nothing is encrypted */
    static BoundedServer listening(String host, int port, ServerBounds bounds, Optional<ServerTls> tls) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(host);
        configuration.setBindPort(port);
        configuration.setServerType(VertxPlatformHttpRouter.SERVER_TYPE_MANAGEMENT);
        return new BoundedServer(configuration, bounds, tls);
    }

    /** The connections that are open; usable once it listens. */
    ServerConnections connections() {
        return Objects.requireNonNull(connections);
    }

    /** What encrypts its answers; empty where nothing does. */
    Optional<ServerTls> tls() {
        return tls;
    }

    ServerBounds bounds() {
        return bounds;
    }

    @Override
    public @Nullable HttpServer getServer() {
        return server;
    }

    @Override
    public int getPort() {
        return configuration.getBindPort();
    }

    @Override
    protected void startServer() {
        VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(
                getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getPort()));
        ServerConnections seen = new ServerConnections(getVertx(), bounds);
        connections = seen;
        // Before every other handler, also for paths that nothing serves.
        router.route().order(Integer.MIN_VALUE).handler(seen::asks);
        router.route().order(Integer.MAX_VALUE).failureHandler(BoundedServer::failed);
        router.errorHandler(
                BAD_REQUEST,
                request -> request.response().setStatusCode(BAD_REQUEST).end());
        HttpServerOptions options = new HttpServerOptions()
                .setMaxFormAttributeSize(LONGEST_FIELD)
                .setTcpKeepAlive(true)
                .setHttp2ClearTextEnabled(false)
                .setAcceptBacklog(bounds.connections());
        tls.ifPresent(encrypted -> encrypted.apply(options));
        HttpServer made = getVertx().createHttpServer(options);
        made.connectionHandler(seen::opened).requestHandler(router);
        await(made.listen(configuration.getBindPort(), configuration.getBindHost())
                .toCompletionStage()
                .toCompletableFuture());
        server = made;
        tls.ifPresent(encrypted -> encrypted.follow(getVertx(), made));
    }

    /** Logs what went wrong with a request, but only where it is our fault. */
    private static void failed(RoutingContext request) {
        int status = request.statusCode() < BAD_REQUEST ? INTERNAL : request.statusCode();
        boolean gone = request.response().closed() || request.failure() instanceof HttpClosedException;
        if (status >= INTERNAL && !gone) {
            LOG.error("A request to health, metrics or control failed", request.failure());
        }
        if (!gone && !request.response().ended()) {
            request.response().setStatusCode(status).end();
        }
    }

    @Override
    protected void stopServer() {
        HttpServer stopping = server;
        server = null;
        if (stopping != null) {
            end(stopping.close());
        }
    }

    @Override
    protected void stopVertx() {
        if (getVertx() != null) {
            end(getVertx().close());
        }
    }

    private static void end(io.vertx.core.Future<Void> ending) {
        try {
            await(ending.toCompletionStage().toCompletableFuture());
        } catch (IllegalStateException e) {
            LOG.warn("The server of health, metrics and control did not stop", e);
        }
    }

    private static void await(Future<?> done) {
        try {
            done.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("nothing happened within " + LONGEST_SECONDS + " s", e);
        }
    }
}
