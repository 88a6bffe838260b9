package org.harvestxero.harvest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.http.ApiRequest;
import org.jspecify.annotations.Nullable;

/**
 * One request to Harvest.
 *
 * @param path below the API root, begins with a slash, such as {@code /invoices}
 * @param query in the order it is sent, values not yet encoded; a boolean is the word {@code true} or {@code false}
 * @param body JSON
 */
public record HarvestRequest(
        String method,
        String path,
        Map<String, String> query,
        @Nullable String body) implements ApiRequest {
    public HarvestRequest {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A path begins with a slash: " + path);
        }
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    public static HarvestRequest get(String path) {
        return new HarvestRequest("GET", path, Map.of(), null);
    }

    public static HarvestRequest post(String path, String body) {
        return new HarvestRequest("POST", path, Map.of(), body);
    }

    public static HarvestRequest patch(String path, String body) {
        return new HarvestRequest("PATCH", path, Map.of(), body);
    }

    public static HarvestRequest delete(String path) {
        return new HarvestRequest("DELETE", path, Map.of(), null);
    }

    /** The same request with one more query parameter. */
    public HarvestRequest with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new HarvestRequest(method, path, more, body);
    }

    /** True for the reports, which have a limit of their own. */
    boolean isReport() {
        return path.startsWith("/reports/");
    }

    /** The array a good answer to a list request holds, by Harvest's naming; empty for single objects. */
    Optional<String> expectedArray() {
        if (!isRead()) {
            return Optional.empty();
        }
        if (isReport()) {
            return Optional.of("results");
        }
        String[] segments = path.substring(1).split("/");
        String last = segments[segments.length - 1];
        boolean single = last.matches("\\d+|me|company|new");
        if (single) {
            return Optional.empty();
        }
        boolean ofDocument = last.equals("messages") || last.equals("payments");
        return Optional.of(ofDocument ? singular(segments[0]) + "_" + last : last);
    }

    private static String singular(String plural) {
        return plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
    }

    /** What is asked, for messages and logs: no query and no body. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
