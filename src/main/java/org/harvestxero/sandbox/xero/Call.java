package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came in.
 *
 * @param path still percent-encoded
 * @param query the raw text after the question mark, empty when there is none
 */
record Call(String method, String path, String query, MultiMap parameters, MultiMap headers, byte[] body) {

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** A query parameter by its name, ignoring case; null when absent or empty. */
    @Nullable
    String parameter(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    boolean flag(String name) {
        return "true".equalsIgnoreCase(parameter(name));
    }

    /** The values of a comma-separated parameter; empty when it is absent. */
    List<String> values(String name) {
        String value = parameter(name);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(","))
                        .map(String::trim)
                        .filter(text -> !text.isEmpty())
                        .toList();
    }

    /** The path's segments, decoded. */
    List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return segments;
    }

    boolean accepts(String type) {
        String accept = header("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(type);
    }

    /** Decimals of unit amounts in this request and its answer: 4 with {@code unitdp=4}, else 2. */
    int unitDecimals() {
        return "4".equals(parameter("unitdp")) ? 4 : 2;
    }

    /** Off only when the client says so: Xero then answers 200 with a verdict per element. */
    boolean summarizeErrors() {
        return !"false".equalsIgnoreCase(parameter("summarizeErrors"));
    }

    /** The JSON body. */
    JsonNode json() {
        String type = header("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).contains("json")) {
            throw Refusal.malformed("Data at the root level is invalid. Line 1, position 1.");
        }
        try {
            JsonNode tree = Json.read(body);
            if (!tree.isObject()) {
                throw Refusal.malformed("The post data is invalid: a JSON object is expected.");
            }
            return tree;
        } catch (IOException e) {
            throw Refusal.malformed("The post data is invalid: " + firstLine(e));
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("not JSON");
    }

    /** The elements of the body: those of its envelope, whose key ignores case, or the one bare object. */
    List<JsonNode> elements(String collection) {
        JsonNode body = json();
        for (var field : body.properties()) {
            if (field.getKey().equalsIgnoreCase(collection)) {
                return elementsOf(field.getValue());
            }
        }
        return List.of(body);
    }

    private static List<JsonNode> elementsOf(JsonNode value) {
        List<JsonNode> elements = new ArrayList<>();
        if (value.isObject()) {
            elements.add(value);
        } else if (value.isArray()) {
            value.forEach(elements::add);
        }
        for (JsonNode element : elements) {
            if (!element.isObject()) {
                throw Refusal.malformed("The post data is invalid: an element is not an object.");
            }
        }
        return elements;
    }
}
