package org.harvestxero.sandbox.harvest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What goes back over the wire. */
record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    static final String NO_SUCH_PAGE =
            "<!DOCTYPE html><html><head><title>Page not found</title></head><body><h1>Page not found</h1></body></html>";

    private static final String JSON = "application/json; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";

    static Reply json(int status, Consumer<JsonWriter> fields) {
        return new Reply(status, JSON, JsonWriter.object(fields), Map.of());
    }

    static Reply html(int status, String page) {
        return new Reply(status, HTML, page.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply empty(int status) {
        return new Reply(status, JSON, new byte[0], Map.of());
    }

    static Reply redirect(String location) {
        return new Reply(302, HTML, new byte[0], Map.of("Location", location));
    }

    Reply with(String header, @Nullable String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more);
    }

    Reply withBody(String type, byte[] other) {
        return new Reply(status, type, other, headers);
    }

    boolean isJson() {
        return contentType.equals(JSON) && body.length > 0;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
