package org.harvestxero.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The few files a page is made of beside its text. They are read once, from the program's jar. Pages name each with a sign of its content,
 * under which browsers keep it for good; another release has another sign.
 */
public final class Assets {
    private static final String FOLDER = "/console/assets/";
    private static final Map<String, String> TYPES = Map.of(
            "console.css", "text/css; charset=utf-8",
            "console.js", "text/javascript; charset=utf-8",
            "htmx.min.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");
    private static final Map<String, Asset> READ = new ConcurrentHashMap<>();
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    /** Of one that is asked for without its sign, or with that of another release. */
    private static final String FOR_AN_HOUR = "public, max-age=3600";

    private static final int NOT_FOUND = 404;

    private record Asset(Buffer bytes, String sign) {}

    /**
     * Where a page gets the file, from the root of the server.
     *
     * @throws IllegalArgumentException when there is no such file
     */
    public static String address(String name) {
        Asset asset = find(name);
        if (asset == null) {
            throw new IllegalArgumentException("There is no file " + name);
        }
        return Console.PATH + "/assets/" + name + "?v=" + asset.sign();
    }

    void give(RoutingContext request) {
        String name = Optional.ofNullable(request.pathParam("file")).orElse("");
        Asset asset = find(name);
        if (asset == null) {
            request.response().setStatusCode(NOT_FOUND).end();
            return;
        }
        boolean signed = asset.sign().equals(request.request().getParam("v"));
        request.response()
                .putHeader("Content-Type", TYPES.get(name))
                .putHeader("Cache-Control", signed ? FOR_GOOD : FOR_AN_HOUR)
                .end(asset.bytes());
    }

    private static @Nullable Asset find(String name) {
        return TYPES.containsKey(name) ? READ.computeIfAbsent(name, Assets::load) : null;
    }

    private static @Nullable Asset load(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                return null;
            }
            Buffer bytes = Buffer.buffer(in.readAllBytes());
            return new Asset(bytes, LivePart.mark(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
