package org.harvestxero.runtime.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** An endpoint as a route file writes it: address, query, and perhaps parameters below it. */
final class EndpointText {
    private EndpointText() {}

    /**
     * Takes it apart.
     *
     * @param parameters null when there are none
     * @param route id of the route around it; empty outside of one
     * @param begins whether a route begins with it
     */
    static RouteTree.Endpoint parse(String written, @Nullable Node parameters, String route, boolean begins, int line) {
        int query = query(written);
        List<RouteTree.Option> options = new ArrayList<>();
        if (query >= 0) {
            ofQuery(written.substring(query + 1), line, options);
        }
        if (parameters instanceof MappingNode map) {
            map.getValue()
                    .forEach(each -> options.add(new RouteTree.Option(
                            YamlNodes.text(each.getKeyNode()),
                            YamlNodes.text(each.getValueNode()),
                            YamlNodes.line(each.getKeyNode()))));
        }
        return new RouteTree.Endpoint(query < 0 ? written : written.substring(0, query), options, route, begins, line);
    }

    private static void ofQuery(String query, int line, List<RouteTree.Option> options) {
        for (String each : query.split("&")) {
            int equals = each.indexOf('=');
            if (!each.isEmpty()) {
                options.add(
                        equals < 0
                                ? new RouteTree.Option(each, "", line)
                                : new RouteTree.Option(each.substring(0, equals), each.substring(equals + 1), line));
            }
        }
    }

    /** Where the query begins; a question mark of a placeholder or an expression does not begin it. */
    private static int query(String uri) {
        int depth = 0;
        for (int i = 0; i < uri.length(); i++) {
            char at = uri.charAt(i);
            if (at == '{') {
                depth++;
            } else if (at == '}') {
                depth--;
            } else if (at == '?' && depth <= 0) {
                return i;
            }
        }
        return -1;
    }
}
