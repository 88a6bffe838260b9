package org.harvestxero.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Percent-encoding of query strings and path segments. */
public final class Query {
    private Query() {}

    /** The query string without its question mark, in the map's order; blanks as {@code %20}. */
    public static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> segment(each.getKey()) + "=" + segment(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** One segment of a path or one side of a parameter, everything but letters, digits and {@code -._~} encoded. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
