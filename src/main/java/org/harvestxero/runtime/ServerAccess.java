package org.harvestxero.runtime;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.harvestxero.config.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may ask the server for what. The control token opens everything, to this machine alone where commands are concerned. Metrics also
 * take the token of {@code http.token-file} and, on loopback, ask for none if {@code http.metrics} says so.
 */
final class ServerAccess {
    private static final Logger LOG = LoggerFactory.getLogger(ServerAccess.class);
    private static final int UNAUTHORISED = 401;

    private final String controlToken;
    private final boolean metricsOpen;
    private final @Nullable String metricsToken;

    private ServerAccess(String controlToken, boolean metricsOpen, @Nullable String metricsToken) {
        this.controlToken = controlToken;
        this.metricsOpen = metricsOpen;
        this.metricsToken = metricsToken;
    }

    /**
     * Where other machines may reach the server, the log says what is open to whom.
     *
     * @param controlToken opens everything
     */
    static ServerAccess of(ListenAddress listening, String controlToken, Settings settings) {
        boolean open = settings.text("http.metrics").equals("open");
        Optional<Path> file = settings.optional("http.token-file").map(name -> settings.path("http.token-file"));
        String token = file.map(MetricsToken::of).orElse(null);
        if (!listening.onLoopback()) {
            LOG.warn(
                    "Listens on {}, which other machines may reach: /health answers everybody, /metrics asks for the token in {}{},"
                            + " commands are taken from this machine alone.{}",
                    listening,
                    file.map(Path::toString)
                            .orElse(
                                    "data/run.json, which changes at each start (http.token-file gives one that stays)"),
                    open ? " though http.metrics is open" : "",
                    listening.encrypted() ? "" : " Nothing is encrypted.");
        }
        return new ServerAccess(controlToken, open && listening.onLoopback(), token);
    }

    boolean mayReadMetrics(RoutingContext request) {
        return metricsOpen || hasControlToken(request) || (metricsToken != null && shows(metricsToken, request));
    }

    boolean mayCommand(RoutingContext request) {
        return isFromThisMachine(request.request()) && hasControlToken(request);
    }

    boolean hasControlToken(RoutingContext request) {
        return shows(controlToken, request);
    }

    /** Compares in constant time, so that response times give no hint of the token. */
    private static boolean shows(String token, RoutingContext request) {
        String given = request.request().getHeader("Authorization");
        byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), wanted);
    }

    private static boolean isFromThisMachine(HttpServerRequest request) {
        String from = request.remoteAddress().hostAddress();
        return from != null && (from.equals(request.localAddress().hostAddress()) || from.startsWith("127."));
    }

    /** Answers 401. */
    static void refuse(RoutingContext request) {
        request.response()
                .setStatusCode(UNAUTHORISED)
                .putHeader("WWW-Authenticate", "Bearer")
                .end();
    }

    @Override
    public String toString() {
        return "ServerAccess[metricsOpen=" + metricsOpen + "]";
    }
}
