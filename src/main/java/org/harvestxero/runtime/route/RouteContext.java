package org.harvestxero.runtime.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteDefinitionHelper;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.Registry;

/**
 * The Camel context that routes run in, or are tried in. It starts in less time than Camel's own, with the same outcome: ids of steps
 * are compared once, and not once for each route.
 */
public class RouteContext extends DefaultCamelContext {
    public RouteContext() {}

    RouteContext(Registry beans) {
        super(beans);
    }

    /** Lets routes use the former names of classes. */
    @Override
    protected ClassResolver createClassResolver() {
        return FormerNames.understoodIn(getCamelContextReference());
    }

    /**
     * Starts the routes one by one. Given them all, Camel compares the ids of each with those of all others, which it gathers anew each
     * time.
     */
    @Override
    public void startRouteDefinitions(List<RouteDefinition> routes) throws Exception {
        if (routes.size() < 2) {
            super.startRouteDefinitions(routes);
            return;
        }
        boolean begun = isStartingRoutes();
        setStartingRoutes(true);
        try {
            RouteDefinitionHelper.forceAssignIds(getCamelContextReference(), routes);
            Map<String, Integer> taken = new HashMap<>();
            routes.forEach(route -> count(ids(route), 1, taken));
            for (RouteDefinition route : routes) {
                List<String> ids = ids(route);
                count(ids, -1, taken);
                notTaken(route, ids, taken);
                super.startRouteDefinitions(List.of(route));
                count(ids(route), 1, taken); // with placeholders and prefixes filled in
            }
        } finally {
            setStartingRoutes(begun);
        }
    }

    /** Those written in the file; not those of steps that a route configuration adds to many routes. */
    private static List<String> ids(RouteDefinition route) {
        List<String> ids = new ArrayList<>();
        ProcessorDefinitionHelper.gatherAllNodeIds(route, ids, true, false);
        return ids;
    }

    private static void count(List<String> ids, int each, Map<String, Integer> taken) {
        ids.forEach(id -> taken.merge(id, each, (before, more) -> before + more == 0 ? null : before + more));
    }

    /** Says what Camel says; ids used twice within the route are left to it. */
    private static void notTaken(RouteDefinition route, List<String> ids, Map<String, Integer> taken)
            throws FailedToStartRouteException {
        String prefix = route.getNodePrefixId() == null ? "" : route.getNodePrefixId();
        for (String id : ids) {
            if (!id.startsWith("{{") && taken.containsKey(prefix + id)) {
                throw new FailedToStartRouteException(
                        route.getId(),
                        "Duplicate id detected: " + prefix + id
                                + ". Please correct ids to be unique among all your routes.");
            }
        }
    }
}
