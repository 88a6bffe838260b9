package org.harvestxero.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few files a page is made of beside its text. They are read once, from the program's jar, and asked for by their version. */
final class Assets {
    private static final String FOLDER = "/console/assets/";
    private static final Map<String, String> TYPES = Map.of(
            "console.css", "text/css; charset=utf-8",
            "console.js", "text/javascript; charset=utf-8",
            "htmx.min.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");
    private static final int NOT_FOUND = 404;

    private final Map<String, Buffer> read = new HashMap<>();

    void give(RoutingContext request) {
        String name = Optional.ofNullable(request.pathParam("file")).orElse("");
        String type = TYPES.get(name);
        Buffer bytes = type == null ? null : bytes(name);
        if (bytes == null) {
            request.response().setStatusCode(NOT_FOUND).end();
            return;
        }
        request.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "public, max-age=3600")
                .end(bytes);
    }

    private synchronized @Nullable Buffer bytes(String name) {
        return read.computeIfAbsent(name, Assets::load);
    }

    private static @Nullable Buffer load(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? null : Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
