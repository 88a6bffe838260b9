package org.harvestxero.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.harvestxero.config.secret.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits on loopback for the browser to come back from a consent page. Listens on both loopback addresses, because browsers
 * differ in which one {@code localhost} is; open only between its start and its close.
 */
public final class ConsentCallback implements ConsentReturn {
    private static final Logger LOG = LoggerFactory.getLogger(ConsentCallback.class);

    private final Api api;
    private final URI redirect;
    private final String path;
    private final String state;
    private final List<HttpServer> servers = new ArrayList<>();
    /** One thread for each connection, so that one that never finishes its request can't keep the person out. */
    private final ExecutorService visitors = Executors.newCachedThreadPool(ConsentCallback::thread);

    private final CompletableFuture<Secret> code = new CompletableFuture<>();

    private ConsentCallback(Api api, URI redirect, String path) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        this.state = HexFormat.of().formatHex(random);
        this.api = api;
        this.redirect = redirect;
        this.path = path;
    }

    /**
     * Starts listening.
     *
     * @param redirectUri such as {@code http://localhost:8085/callback}
     * @throws ConsentException when the address isn't on loopback or is in use
     */
    public static ConsentCallback listen(URI redirectUri, Api api) {
        String host = redirectUri.getHost();
        boolean loopback = "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
        if (!loopback || !"http".equals(redirectUri.getScheme()) || redirectUri.getPort() < 0) {
            throw new ConsentException(
                    api,
                    "The redirect address " + redirectUri
                            + " must be http://localhost with a port, to be waited for here");
        }
        String path = redirectUri.getPath().isEmpty() ? "/" : redirectUri.getPath();
        ConsentCallback callback = new ConsentCallback(api, redirectUri, path);
        callback.bind(redirectUri.getPort());
        return callback;
    }

    private void bind(int port) {
        List<String> troubles = new ArrayList<>();
        for (String address : List.of("127.0.0.1", "::1")) {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
                server.setExecutor(visitors);
                server.createContext("/", this::handle);
                server.start();
                servers.add(server);
            } catch (IOException e) {
                troubles.add(address + ": " + e.getMessage());
            }
        }
        if (servers.isEmpty()) {
            throw new ConsentException(
                    api,
                    "Nothing can listen on port " + port + " (" + String.join("; ", troubles)
                            + "): stop what uses it, or change the redirect address here and at " + api,
                    null);
        }
    }

    @Override
    public URI redirect() {
        return redirect;
    }

    @Override
    public String state() {
        return state;
    }

    /** Answers to other attempts are ignored. */
    @Override
    public Secret await(Duration longest) throws InterruptedException {
        try {
            return code.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unanswered(api, longest, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConsentException refusal) {
                throw refusal;
            }
            throw new ConsentException(api, "The consent could not be received", e);
        }
    }

    /** Completes the response to the browser before anybody learns of the result, so that its window isn't left loading. */
    private void handle(HttpExchange exchange) throws IOException {
        Runnable outcome;
        try (exchange) {
            outcome = answer(exchange);
        }
        outcome.run();
    }

    private Runnable answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String given = query.get("code");
        String error = query.get("error");
        boolean ours = exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getPath().equals(path);
        if (!ours || given == null && error == null) {
            page(exchange, 404, "There is nothing here.");
            return () -> {};
        }
        if (!sameState(query.getOrDefault("state", ""))) {
            page(exchange, 400, "This answer belongs to another attempt; the one under way still waits for its own.");
            LOG.warn("An answer of {}'s consent page belonged to another attempt (its state differs); not used", api);
            return () -> {};
        }
        if (given == null || error != null) {
            page(exchange, 200, "Consent was not given. You can close this window.");
            return () -> code.completeExceptionally(new ConsentException(api, denial(error == null ? "" : error)));
        }
        page(exchange, 200, "Thank you. You can close this window and go back to the terminal.");
        return () -> code.complete(Secret.of(given));
    }

    private String denial(String error) {
        return denial(api, error);
    }

    /** Nobody decided in time. */
    public static ConsentException unanswered(Api api, Duration longest, TimeoutException e) {
        return new ConsentException(
                api,
                "Nobody answered " + api + "'s consent page within " + longest.toMinutes()
                        + " minutes; nothing was changed",
                e);
    }

    /** What to say when a consent page answered with an error. @param error its code, such as {@code access_denied} */
    public static String denial(Api api, String error) {
        return error.equals("access_denied")
                ? "Consent was denied in " + api + "; nothing was changed"
                : api + "'s consent page answered with " + error.replaceAll("[^a-zA-Z0-9_ .-]", "")
                        + "; nothing was changed";
    }

    private boolean sameState(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
    }

    private static void page(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = ("<!doctype html><meta charset=utf-8><title>harvest-xero</title><p>" + text + "</p>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String each : raw == null ? new String[0] : raw.split("&")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                query.put(
                        each.substring(0, equals),
                        URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    /** Stops listening. */
    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        visitors.shutdownNow();
    }

    private static Thread thread(Runnable visit) {
        Thread thread = new Thread(visit, "consent-callback");
        thread.setDaemon(true);
        return thread;
    }
}
