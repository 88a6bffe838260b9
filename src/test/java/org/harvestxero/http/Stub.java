package org.harvestxero.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A server on loopback that answers each path as told and remembers what it was asked. */
public final class Stub implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** @param path with its query, as it came */
    public record Asked(String method, String path, Map<String, String> headers, String body) {}

    /** An answer; a status of 0 cuts the connection after the request was read. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer json(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
        }

        public static Answer html(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "text/html"), body);
        }

        /** A consent page where the person agrees at once. */
        public static Answer sentBackWithCode() {
            return new Answer(302, Map.of(), "");
        }

        public static Answer cut() {
            return new Answer(0, Map.of(), "");
        }

        public Answer with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body);
        }
    }

    public Stub() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void handle(HttpServerRequest request) {
        request.bodyHandler(body -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            request.headers().forEach(each -> headers.put(each.getKey(), each.getValue()));
            asked.add(new Asked(request.method().name(), request.uri(), headers, body.toString()));
            Deque<Answer> queue = answers.get(request.path());
            Answer answer = queue == null
                    ? Answer.html(404, "<html>no such path " + request.path() + "</html>")
                    : queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
            if (answer.status() == 0) {
                request.connection().close();
                return;
            }
            request.response().setStatusCode(answer.status());
            if (answer.status() == 302) {
                String back = request.getParam("redirect_uri") + "?code=s3cret-code&state=" + request.getParam("state");
                request.response().putHeader("Location", back);
            }
            answer.headers().forEach((name, value) -> request.response().putHeader(name, value));
            request.response().end(Buffer.buffer(answer.body()));
        });
    }

    /** Answers a path with these in turn, the last for ever. */
    public void answer(String path, Answer... inTurn) {
        answers.put(path, new ArrayDeque<>(List.of(inTurn)));
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<Asked> asked(String path) {
        return asked.stream()
                .filter(each -> each.path().split("\\?")[0].equals(path))
                .toList();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
