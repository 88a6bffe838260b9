package org.harvestxero.sandbox.harvest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which work a method and path mean. */
final class Router {
    private final Map<String, List<Route>> routes = new HashMap<>();

    /** @param template such as {@code /invoices/{id}/payments}; each {@code {id}} stands for a number */
    record Route(String method, String template, String[] segments, Area area, Function<Call, Reply> work) {
        @Nullable
        List<Long> match(String[] path) {
            List<Long> ids = new ArrayList<>(2);
            for (int i = 0; i < segments.length; i++) {
                if (segments[i].equals("{id}")) {
                    Long id = number(path[i]);
                    if (id == null) {
                        return null;
                    }
                    ids.add(id);
                } else if (!segments[i].equals(path[i])) {
                    return null;
                }
            }
            return ids;
        }

        private static @Nullable Long number(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    /** A route and the numbers found in the path. */
    record Match(Route route, List<Long> ids) {}

    void add(String method, String template, Area area, Function<Call, Reply> work) {
        String[] segments = template.split("/", -1);
        routes.computeIfAbsent(key(method, segments), key -> new ArrayList<>())
                .add(new Route(method, template, segments, area, work));
    }

    @Nullable
    Match find(String method, String path) {
        String[] segments = path.split("/", -1);
        for (Route route : routes.getOrDefault(key(method, segments), List.of())) {
            List<Long> ids = route.match(segments);
            if (ids != null) {
                return new Match(route, ids);
            }
        }
        return null;
    }

    private static String key(String method, String[] segments) {
        return method + segments.length;
    }
}
