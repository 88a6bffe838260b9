package org.harvestxero.runtime.route;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PatternHelper;
import org.harvestxero.config.Schedule;

/** Rules about a whole set of route files that Camel does not check. */
final class RouteSetRules {
    private RouteSetRules() {}

    /** @throws RouteRefusedException when a route names a route configuration that no file declares */
    static void configurationsExist(TrialContext trial) {
        Model model = trial.context().getCamelContextExtension().getContextPlugin(Model.class);
        List<String> known = model.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId)
                .toList();
        for (RouteDefinition route : model.getRouteDefinitions()) {
            if (route.getRouteConfigurationId() == null) {
                continue;
            }
            for (String wanted : route.getRouteConfigurationId().split(",")) {
                if (known.stream().noneMatch(id -> PatternHelper.matchPattern(id, wanted.strip()))) {
                    throw new RouteRefusedException(
                            trial.owner(route.getRouteId()),
                            "route " + route.getRouteId() + ": there is no routeConfiguration " + wanted.strip());
                }
            }
        }
    }

    /** @throws RouteRefusedException when a {@code direct:} endpoint is called that no route begins with */
    static void callsArrive(TrialContext trial, RouteFiles files) {
        Set<String> begun = new HashSet<>();
        trial.context()
                .getRoutes()
                .forEach(route -> begun.add(route.getEndpoint().getEndpointUri()));
        Collection<Endpoint> endpoints = trial.context().getEndpoints();
        for (Endpoint endpoint : endpoints) {
            if (!(endpoint instanceof DirectEndpoint) || begun.contains(endpoint.getEndpointUri())) {
                continue;
            }
            String called = endpoint.getEndpointUri().replace("://", ":");
            String file = files.texts().entrySet().stream()
                    .filter(entry -> entry.getValue().contains(called))
                    .map(entry -> files.name(entry.getKey()))
                    .findFirst()
                    .orElse(files.folder().toString());
            throw new RouteRefusedException(file, "calls " + called + ", which no route begins with");
        }
    }

    /**
     * The schedules that routes begin with, by id of the route. Quartz accepts expressions that mean something else than they say.
     *
     * @throws RouteRefusedException when one is such an expression
     */
    static List<RouteCheck.Planned> planned(TrialContext trial) {
        List<RouteCheck.Planned> planned = new ArrayList<>();
        for (Route route : trial.context().getRoutes()) {
            if (route.getEndpoint() instanceof QuartzEndpoint quartz && quartz.getCron() != null) {
                String cron = quartz.getCron().replace('+', ' ');
                Object zone = quartz.getTriggerParameters() == null
                        ? null
                        : quartz.getTriggerParameters().get("timeZone");
                try {
                    planned.add(new RouteCheck.Planned(
                            route.getRouteId(),
                            Schedule.in(cron, zone == null ? ZoneId.systemDefault() : ZoneId.of(zone.toString()))));
                } catch (IllegalArgumentException | DateTimeException e) {
                    throw new RouteRefusedException(
                            trial.owner(route.getRouteId()), "route " + route.getRouteId() + ": " + e.getMessage());
                }
            }
        }
        planned.sort(Comparator.comparing(RouteCheck.Planned::route));
        return planned;
    }
}
