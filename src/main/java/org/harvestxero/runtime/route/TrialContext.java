package org.harvestxero.runtime.route;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultRegistry;
import org.jspecify.annotations.Nullable;

/** Route files in a Camel context of their own, which never starts a consumer: what runs is not touched. */
final class TrialContext implements AutoCloseable {
    private final RouteFiles files;
    private final Properties placeholders;
    private final RoutePolicy policy;
    private final @Nullable Path home;
    private final RouteContext context;
    /** File by route id. */
    private final Map<String, String> owners = new HashMap<>();

    /** @param beans what routes may name */
    TrialContext(
            RouteFiles files,
            Map<String, Object> beans,
            Properties placeholders,
            RoutePolicy policy,
            @Nullable Path home) {
        this.files = files;
        this.placeholders = placeholders;
        this.policy = policy;
        this.home = home;
        DefaultRegistry registry = new DefaultRegistry();
        beans.forEach(registry::bind);
        this.context = new RouteContext(registry);
        prepare();
    }

    CamelContext context() {
        return context;
    }

    /** The file a route came from; the folder where that is not known. */
    String owner(@Nullable String route) {
        String file = route == null ? null : owners.get(route);
        return file == null ? files.folder().toString() : file;
    }

    private void prepare() {
        context.disableJMX();
        context.getCamelContextExtension().setName("route-check");
        context.setAutoStartup(false);
        context.setLoadHealthChecks(false);
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        RoutePlaceholders.useOnly(context, placeholders);
        RouteLog.use(context);
        policy.guard(context, home);
        QuartzComponent quartz = new QuartzComponent();
        quartz.setEnableJmx(false);
        quartz.setAutoStartScheduler(false);
        quartz.setProperties(RouteCheck.idleScheduler());
        context.addComponent("quartz", quartz);
    }

    /**
     * Loads the files, those that others use first.
     *
     * @throws RouteRefusedException when Camel can't read one, ignores a part of it, or finds a route id twice
     */
    void load(Map<Path, RouteTree> trees) {
        FileLoader loader = new FileLoader(context);
        Set<RouteDefinition> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Map.Entry<Path, String> file : sharedFirst()) {
            String name = files.name(file.getKey());
            try {
                loader.load(List.of(file));
            } catch (Exception e) {
                throw new RouteRefusedException(name, RouteCheck.reason(e), e);
            }
            int before = known.size();
            own(name, known);
            count(name, Objects.requireNonNull(trees.get(file.getKey())), known.size() - before);
        }
    }

    /** Notes which file each new route came from. */
    private void own(String name, Set<RouteDefinition> known) {
        for (RouteDefinition route : context.getRouteDefinitions()) {
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
    }

    /** Camel ignores what it does not take for a route. */
    private void count(String name, RouteTree tree, int made) {
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

    private List<Map.Entry<Path, String>> sharedFirst() {
        return files.texts().entrySet().stream()
                .sorted(Comparator.comparing(entry -> !RouteText.shared(entry.getValue())))
                .toList();
    }

    /** @throws RouteRefusedException when a route can't be built of what was loaded */
    void build() {
        try {
            context.start();
        } catch (Exception e) {
            String route = routeId(e);
            throw new RouteRefusedException(
                    owner(route), (route == null ? "" : "route " + route + ": ") + RouteCheck.reason(e), e);
        }
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

    @Override
    public void close() throws IOException {
        context.close();
    }
}
