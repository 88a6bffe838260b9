package org.harvestxero.sandbox.harvest;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.harvestxero.sandbox.harvest.Call.Upload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP on 127.0.0.1 with a single event loop, on which all of the account is read and changed. */
final class HarvestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HarvestServer.class);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx;
    private final Context loop;
    private final HttpServer server;
    private final Clock clock;
    private final AtomicReference<@Nullable Function<IncomingRequest, Outcome>> site = new AtomicReference<>();

    private HarvestServer(Vertx vertx, Context loop, Clock clock) {
        this.vertx = vertx;
        this.loop = loop;
        this.clock = clock;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(HOST)
                .setMaxInitialLineLength(16 * 1024)
                .setHttp2ClearTextEnabled(false)
                .setMaxFormAttributeSize(-1));
        this.server.requestHandler(this::receive);
    }

    /** Listens at once and answers 503 until a site {@linkplain #serve is served}. */
    static HarvestServer listen(int port, Clock clock) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setMaxEventLoopExecuteTime(60)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        HarvestServer server = new HarvestServer(vertx, vertx.getOrCreateContext(), clock);
        CompletableFuture<Integer> listening = new CompletableFuture<>();
        server.loop.runOnContext(ignored -> server.server.listen(port, HOST).onComplete(done -> {
            if (done.succeeded()) {
                listening.complete(done.result().actualPort());
            } else {
                listening.completeExceptionally(done.cause());
            }
        }));
        try {
            listening.join();
        } catch (CompletionException e) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            throw new IllegalStateException("The sandbox can't listen on " + HOST + ":" + port, e.getCause());
        }
        return server;
    }

    int port() {
        return server.actualPort();
    }

    void serve(Function<IncomingRequest, Outcome> answers) {
        site.set(answers);
    }

    /** Does something to the account, on its own thread, and waits for it. */
    <T> T onLoop(Supplier<T> action) {
        if (Vertx.currentContext() == loop) {
            return action.get();
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.runOnContext(ignored -> {
            try {
                done.complete(action.get());
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw e;
        }
    }

    private void receive(HttpServerRequest request) {
        if (isForm(request)) {
            receiveForm(request);
        } else {
            request.body()
                    .onSuccess(body -> answer(request, incoming(request, body.getBytes(), null, null)))
                    .onFailure(e -> request.connection().close());
        }
    }

    /** The back door takes JSON whatever curl calls it. */
    private static boolean isForm(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null
                && (type.startsWith("multipart/")
                        || (type.startsWith("application/x-www-form-urlencoded")
                                && !request.path().startsWith("/sandbox/")));
    }

    private void receiveForm(HttpServerRequest request) {
        AtomicReference<@Nullable Upload> upload = new AtomicReference<>();
        request.exceptionHandler(e -> request.connection().close());
        request.setExpectMultipart(true);
        request.uploadHandler(file -> {
            Buffer content = Buffer.buffer();
            file.handler(content::appendBuffer);
            file.endHandler(done ->
                    upload.set(new Upload(file.name(), file.filename(), file.contentType(), content.getBytes())));
        });
        request.endHandler(done -> {
            Map<String, String> form = new LinkedHashMap<>();
            request.formAttributes().forEach(form::put);
            answer(request, incoming(request, new byte[0], form, upload.get()));
        });
    }

    private static IncomingRequest incoming(
            HttpServerRequest request, byte[] body, @Nullable Map<String, String> form, @Nullable Upload upload) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new IncomingRequest(
                request.method().name(), request.path(), request.query(), headers, body, form, upload);
    }

    private void answer(HttpServerRequest request, IncomingRequest incoming) {
        Function<IncomingRequest, Outcome> answers = site.get();
        Outcome outcome;
        try {
            outcome = answers == null ? Outcome.of(Reply.html(503, "Starting")) : answers.apply(incoming);
        } catch (RuntimeException e) {
            LOG.error("The sandbox failed on {} {}", incoming.method(), incoming.path(), e);
            outcome = Outcome.of(Reply.json(500, out -> out.text("message", "The sandbox failed: " + e)));
        }
        Reply reply = outcome.reply();
        if (outcome.delay().isZero()) {
            send(request, reply);
        } else {
            vertx.setTimer(Math.max(1, outcome.delay().toMillis()), timer -> send(request, reply));
        }
    }

    private void send(HttpServerRequest request, @Nullable Reply reply) {
        if (reply == null) {
            request.connection().close();
            return;
        }
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status());
        response.putHeader("Date", HTTP_DATE.format(clock.instant()));
        response.putHeader("Content-Type", reply.contentType());
        reply.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(reply.body()));
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
