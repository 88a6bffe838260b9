package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request gets back: either a tree, written as JSON or XML as the client accepts, or finished bytes.
 *
 * @param tree null when the body is {@code bytes}
 */
record Answer(
        int status, Map<String, String> headers, @Nullable JsonNode tree, byte[] bytes) {
    private static final byte[] NOTHING = {};

    static Answer tree(int status, JsonNode tree) {
        return new Answer(status, Map.of(), tree, NOTHING);
    }

    static Answer text(int status, String text) {
        return bytes(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer bytes(int status, String contentType, byte[] bytes) {
        return new Answer(status, Map.of("Content-Type", contentType), null, bytes);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), null, NOTHING);
    }

    static Answer json(int status, JsonNode tree) {
        return bytes(status, "application/json; charset=utf-8", Json.write(tree));
    }

    static Answer redirect(String location) {
        return empty(302).with("Location", location);
    }

    /** 400 {@code ValidationException} listing the elements that failed. */
    static Answer invalid(List<ObjectNode> failures) {
        ObjectNode body = Refusal.error(10, "ValidationException", "A validation exception occurred");
        ArrayNode elements = body.putArray("Elements");
        failures.forEach(elements::add);
        return tree(400, body);
    }

    static Answer invalid(String message) {
        ObjectNode element = Json.object();
        element.putArray("ValidationErrors").add(Json.message(message));
        return invalid(List.of(element));
    }

    static Answer internalError() {
        return text(500, "An error occurred in Xero. Check the API Status page for current service status.");
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, tree, bytes);
    }
}
