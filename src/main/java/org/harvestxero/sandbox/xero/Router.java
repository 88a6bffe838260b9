package org.harvestxero.sandbox.xero;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of resources: method and path template to the code that answers. */
final class Router {
    private final List<Route> routes = new ArrayList<>();

    /** Answers a call; the values are what stood for the template's placeholders. */
    @FunctionalInterface
    interface Handler {
        Answer handle(Call call, List<String> values);
    }

    /** @param scope what a token needs; for GET its {@code .read} form is enough */
    record Route(String method, String template, List<String> segments, String scope, Handler handler) {
        boolean allowedBy(Set<String> scopes) {
            return scopes.contains(scope) || (method.equals("GET") && scopes.contains(scope + ".read"));
        }
    }

    record Match(Route route, List<String> values) {}

    void add(String method, String template, String scope, Handler handler) {
        List<String> segments = List.of(template.substring(1).split("/"));
        routes.add(new Route(method, template, segments, scope, handler));
    }

    /** @param path the segments below the API's base */
    @Nullable
    Match find(String method, List<String> path) {
        for (Route route : routes) {
            if (route.method().equals(method) && route.segments().size() == path.size()) {
                List<String> values = match(route.segments(), path);
                if (values != null) {
                    return new Match(route, values);
                }
            }
        }
        return null;
    }

    private static @Nullable List<String> match(List<String> segments, List<String> path) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).startsWith("{")) {
                values.add(path.get(i));
            } else if (!segments.get(i).equalsIgnoreCase(path.get(i))) {
                return null;
            }
        }
        return values;
    }
}
