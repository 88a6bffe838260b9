package org.harvestxero.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What can be told of a route file without building it. */
final class RouteText {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private RouteText() {}

    /**
     * Whether other files may use what this one declares: route configurations, templates, beans, anything but plain routes. In
     * doubt, yes.
     */
    static boolean shared(@Nullable String text) {
        if (text == null) {
            return false;
        }
        try {
            JsonNode items = YAML.readTree(text);
            if (!items.isArray()) {
                return true;
            }
            for (JsonNode item : items) {
                if (!item.has("route") && !item.has("from")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
