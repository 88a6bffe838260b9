package org.harvestxero.runtime.route;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.Route;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.support.PluginHelper;
import org.harvestxero.config.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a set of route files would run. All of them are built in a context of their own that never starts a consumer, so
 * nothing that runs is touched.
 *
 * <p>Beyond what Camel refuses by itself it finds route ids that stand twice, calls of {@code direct:} endpoints no route begins
 * with, and route configurations that don't exist; Camel would pass over each in silence.
 */
public final class RouteCheck {
    private final Map<String, Object> beans;
    private final Properties placeholders;
    private final RoutePolicy policy;
    private final @Nullable Path home;

    /** @param beans what routes may name; components among them are left out, since a context closes its components */
    RouteCheck(Map<String, Object> beans, Properties placeholders) {
        this(beans, placeholders, RoutePolicy.shipped(), null);
    }

    /** @param home where routes may have folders of files; null when nowhere */
    public RouteCheck(Map<String, Object> beans, Properties placeholders, RoutePolicy policy, @Nullable Path home) {
        this.policy = policy;
        this.home = home;
        this.beans = new HashMap<>(beans);
        this.beans.values().removeIf(Component.class::isInstance);
        this.placeholders = placeholders;
    }

    /**
     * A schedule routes begin with.
     *
     * @param route its id
     */
    public record Planned(String route, Schedule schedule) {}

    /**
     * @return the schedules in the files, by id of their routes
     * @throws RouteRefusedException naming the file and the reason, the first that is found
     */
    public List<Planned> check(RouteFiles files) {
        return check(files, null);
    }

    /** @param ran the files these take the place of: none of their shipped routes may go unnoticed; null when nothing ran */
    public List<Planned> check(RouteFiles files, @Nullable RouteFiles ran) {
        Map<Path, RouteTree> trees = trees(files);
        nothingIsLost(files, trees, ran);
        DefaultRegistry registry = new DefaultRegistry();
        beans.forEach(registry::bind);
        try (DefaultCamelContext scratch = new DefaultCamelContext(registry)) {
            prepare(scratch);
            Map<String, String> owners = load(scratch, files, trees);
            configurationsExist(scratch, files, owners);
            RouteRules rules = new RouteRules(scratch, policy, home);
            trees.values().forEach(rules::calls);
            build(scratch, files, owners);
            callsArrive(scratch, files);
            trees.values().forEach(rules::endpoints);
            return planned(scratch, files, owners);
        } catch (RouteRefusedException e) {
            throw e;
        } catch (Exception e) {
            throw new RouteRefusedException(files.folder().toString(), reason(e), e);
        }
    }

    /** What people should know of files that may run: a shipped route nobody calls any more, files of an earlier release. */
    public List<String> told(RouteFiles files) {
        try {
            ShippedRoutes shipped = ShippedRoutes.read();
            Collection<RouteTree> trees = trees(files).values();
            List<String> told = new ArrayList<>(shipped.told(trees, policy.removed()));
            if (!shipped.areOlder(trees)) {
                told.addAll(FormerNames.told(files));
                told.addAll(new OrderRules(shipped, policy.removed()).told(trees));
            }
            return told;
        } catch (RouteRefusedException e) {
            return List.of(); // told as a refusal
        }
    }

    private Map<Path, RouteTree> trees(RouteFiles files) {
        Map<Path, RouteTree> trees = new TreeMap<>();
        files.texts().forEach((path, text) -> {
            trees.put(path, RouteTree.of(files.name(path), text));
        });
        RouteTemplates.fill(trees.values());
        trees.values().forEach(tree -> RouteRules.types(tree, policy));
        return trees;
    }

    private void nothingIsLost(RouteFiles files, Map<Path, RouteTree> trees, @Nullable RouteFiles ran) {
        ShippedRoutes shipped = ShippedRoutes.read();
        for (RouteTree tree : trees.values()) {
            for (RouteTree.Declared route : tree.routes()) {
                shipped.moved(route, policy.removed()).ifPresent(reason -> {
                    throw tree.refused(route.line(), reason);
                });
            }
        }
        new OrderRules(shipped, policy.removed()).check(trees.values());
        Set<String> there = new HashSet<>();
        trees.values().forEach(tree -> there.addAll(tree.ids()));
        Set<String> before = new HashSet<>();
        if (ran != null) {
            ran.texts().forEach((path, text) -> {
                RouteTree tree = RouteTree.of(ran.name(path), text);
                before.addAll(tree.ids());
                tree.made().forEach(each -> before.add(each.id()));
            });
        }
        shipped.missing(there, before, policy.removed()).ifPresent(missing -> {
            throw new RouteRefusedException(
                    files.texts().keySet().stream()
                            .map(files::name)
                            .filter(missing.file()::equals)
                            .findFirst()
                            .orElse(files.folder().toString()),
                    missing.reason());
        });
    }

    private void prepare(DefaultCamelContext scratch) {
        scratch.disableJMX();
        scratch.getCamelContextExtension().setName("route-check");
        scratch.setAutoStartup(false);
        scratch.setLoadHealthChecks(false);
        scratch.setStartupSummaryLevel(StartupSummaryLevel.Off);
        RoutePlaceholders.useOnly(scratch, placeholders);
        RouteLog.use(scratch);
        FormerNames.understoodBy(scratch);
        policy.guard(scratch, home);
        QuartzComponent quartz = new QuartzComponent();
        quartz.setEnableJmx(false);
        quartz.setAutoStartScheduler(false);
        quartz.setProperties(idleScheduler());
        scratch.addComponent("quartz", quartz);
    }

    /** For a scheduler that fires nothing: a pool of threads would take half a second to shut down. */
    public static Map<String, Object> idleScheduler() {
        return new HashMap<>(Map.of(
                "org.quartz.scheduler.instanceName", "idle",
                "org.quartz.threadPool.class", "org.quartz.simpl.ZeroSizeThreadPool",
                "org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore"));
    }

    /** Route id → file. */
    private static Map<String, String> load(DefaultCamelContext scratch, RouteFiles files, Map<Path, RouteTree> trees) {
        Map<String, String> owners = new HashMap<>();
        Set<RouteDefinition> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Map.Entry<Path, String> file : sharedFirst(files)) {
            String name = files.name(file.getKey());
            try {
                PluginHelper.getRoutesLoader(scratch.getCamelContextExtension())
                        .loadRoutes(RouteFiles.resource(file.getKey(), file.getValue()));
            } catch (Exception e) {
                throw new RouteRefusedException(name, reason(e), e);
            }
            int before = known.size();
            for (RouteDefinition route : scratch.getRouteDefinitions()) {
                if (known.add(route) && route.hasCustomIdAssigned()) {
                    String first = owners.putIfAbsent(route.getRouteId(), name);
                    if (first != null) {
                        throw new RouteRefusedException(
                                name,
                                "the route id " + route.getRouteId() + " is taken"
                                        + (first.equals(name) ? " in this file already" : " by " + first));
                    }
                }
            }
            counted(name, Objects.requireNonNull(trees.get(file.getKey())), known.size() - before, owners);
        }
        return owners;
    }

    /** Camel passes over what it does not take for a route. */
    private static void counted(String name, RouteTree tree, int made, Map<String, String> owners) {
        if (tree.isCustom()) {
            if (made == 0) {
                throw new RouteRefusedException(name, "yields no route");
            }
            return;
        }
        for (RouteTree.Declared route : tree.routes()) {
            if (!route.id().isEmpty()
                    && !name.equals(owners.get(route.id()))
                    && !route.id().contains("{{")) {
                throw tree.refused(
                        route.line(),
                        "the route " + route.id() + " does not come out of the file: let its \"- route:\" stand at the"
                                + " left edge");
            }
        }
        if (made < tree.expected()) {
            throw new RouteRefusedException(
                    name, "names " + tree.expected() + " routes, of which only " + made + " come out of it");
        }
    }

    private static List<Map.Entry<Path, String>> sharedFirst(RouteFiles files) {
        return files.texts().entrySet().stream()
                .sorted(Comparator.comparing(entry -> !RouteText.shared(entry.getValue())))
                .toList();
    }

    private static void build(DefaultCamelContext scratch, RouteFiles files, Map<String, String> owners) {
        try {
            scratch.start();
        } catch (Exception e) {
            String route = routeId(e);
            String file = route == null ? null : owners.get(route);
            throw new RouteRefusedException(
                    file == null ? files.folder().toString() : file,
                    (route == null ? "" : "route " + route + ": ") + reason(e),
                    e);
        }
    }

    private static void configurationsExist(CamelContext scratch, RouteFiles files, Map<String, String> owners) {
        Model model = scratch.getCamelContextExtension().getContextPlugin(Model.class);
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
                            owners.getOrDefault(
                                    route.getRouteId(), files.folder().toString()),
                            "route " + route.getRouteId() + ": there is no routeConfiguration " + wanted.strip());
                }
            }
        }
    }

    private static void callsArrive(DefaultCamelContext scratch, RouteFiles files) {
        Set<String> begun = new HashSet<>();
        scratch.getRoutes().forEach(route -> begun.add(route.getEndpoint().getEndpointUri()));
        Collection<Endpoint> endpoints = scratch.getEndpoints();
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

    /** Quartz takes expressions that mean something else than they say: they are refused like a route that can't be built. */
    private static List<Planned> planned(DefaultCamelContext scratch, RouteFiles files, Map<String, String> owners) {
        List<Planned> planned = new ArrayList<>();
        for (Route route : scratch.getRoutes()) {
            if (route.getEndpoint() instanceof QuartzEndpoint quartz && quartz.getCron() != null) {
                String cron = quartz.getCron().replace('+', ' ');
                Object zone = quartz.getTriggerParameters() == null
                        ? null
                        : quartz.getTriggerParameters().get("timeZone");
                try {
                    planned.add(new Planned(
                            route.getRouteId(),
                            Schedule.in(cron, zone == null ? ZoneId.systemDefault() : ZoneId.of(zone.toString()))));
                } catch (IllegalArgumentException | DateTimeException e) {
                    throw new RouteRefusedException(
                            owners.getOrDefault(
                                    route.getRouteId(), files.folder().toString()),
                            "route " + route.getRouteId() + ": " + e.getMessage());
                }
            }
        }
        planned.sort(Comparator.comparing(Planned::route));
        return planned;
    }

    private static @Nullable String routeId(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof FailedToCreateRouteException create) {
                return create.getRouteId();
            }
            if (each instanceof FailedToStartRouteException start) {
                return start.getRouteId();
            }
        }
        return null;
    }

    /** The innermost message, on one line. */
    public static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String line =
                String.join(" ", Arrays.stream(message.split("\\s+")).toList()).strip();
        return line.length() <= 400 ? line : line.substring(0, 400) + "…";
    }
}
