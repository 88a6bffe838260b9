package org.harvestxero.runtime.route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/** The route files that Camel runs: loads, swaps and takes out what a file declares. */
final class RunningFiles {
    /** How long one swap waits for exchanges in flight before it is put off. */
    private static final long PATIENCE_SECONDS = 20;

    private final CamelContext context;
    private final Path folder;
    private final SortedMap<Path, String> texts = new TreeMap<>();
    /** The routes a file makes of templates, which Camel does not tie to it. */
    private final Map<Path, List<RouteTemplates.Made>> made = new HashMap<>();

    RunningFiles(CamelContext context, Path folder) {
        this.context = context;
        this.folder = folder;
    }

    Set<Path> files() {
        return texts.keySet();
    }

    /** A file as it runs; null when it does not. */
    @Nullable
    String text(Path file) {
        return texts.get(file);
    }

    /** Loads all files into a context that is not started yet. */
    void load(List<Path> inOrder, Map<Path, String> all) throws Exception {
        List<Map.Entry<Path, String>> files = new ArrayList<>();
        for (Path file : inOrder) {
            String text = Objects.requireNonNull(all.get(file));
            files.add(Map.entry(file, text));
            made.put(file, made(file, text));
        }
        new FileLoader(context).load(files);
        texts.putAll(all);
    }

    /**
     * Puts a text in the place of the one that runs, once the exchanges in flight have finished.
     *
     * @param text null to take the file out
     * @return false when they have not; the old routes run on then
     */
    boolean swap(Path file, @Nullable String text) throws Exception {
        if (!stopRoutes(file)) {
            return false;
        }
        replace(file, text);
        return true;
    }

    /** Does so without waiting for exchanges in flight. */
    void replace(Path file, @Nullable String text) throws Exception {
        remove(file);
        add(file, text);
    }

    private boolean stopRoutes(Path file) throws Exception {
        List<String> stopped = new ArrayList<>();
        for (RouteDefinition route : routesOf(file)) {
            String id = route.getRouteId();
            if (context.getRoute(id) == null) {
                continue;
            }
            if (!context.getRouteController().stopRoute(id, PATIENCE_SECONDS, TimeUnit.SECONDS, true)) {
                for (String each : stopped) {
                    context.getRouteController().startRoute(each);
                }
                return false;
            }
            stopped.add(id);
        }
        return true;
    }

    private void remove(Path file) throws Exception {
        String location = RouteFiles.location(file);
        Model model = model();
        for (RouteDefinition route : routesOf(file)) {
            if (context.getRoute(route.getRouteId()) != null) {
                context.getRouteController().stopRoute(route.getRouteId());
                context.removeRoute(route.getRouteId());
            }
            model.removeRouteDefinition(route);
        }
        removeShared(location, model);
        texts.remove(file);
        made.remove(file);
    }

    private void removeShared(String location, Model model) throws Exception {
        for (RouteConfigurationDefinition each : new ArrayList<>(model.getRouteConfigurationDefinitions())) {
            if (isAt(each.getResource(), location)) {
                model.removeRouteConfiguration(each);
            }
        }
        for (RouteTemplateDefinition each : new ArrayList<>(model.getRouteTemplateDefinitions())) {
            if (isAt(each.getResource(), location)) {
                model.removeRouteTemplateDefinition(each);
            }
        }
        for (BeanFactoryDefinition<?> each : new ArrayList<>(model.getCustomBeans())) {
            if (isAt(each.getResource(), location)) {
                context.getRegistry().unbind(each.getName());
            }
        }
    }

    private void add(Path file, @Nullable String text) throws Exception {
        if (text == null) {
            return;
        }
        List<RouteTemplates.Made> ofTemplates = made(file, text);
        made.put(file, ofTemplates);
        PluginHelper.getRoutesLoader(context.getCamelContextExtension()).updateRoutes(RouteFiles.resource(file, text));
        for (RouteTemplates.Made each : ofTemplates) { // an update passes over these in Camel 4.18
            model().addRouteFromTemplate(each.id(), each.template(), each.prefix(), null, new HashMap<>(each.values()));
        }
        texts.put(file, text);
    }

    private List<RouteDefinition> routesOf(Path file) {
        String location = RouteFiles.location(file);
        Set<String> ids = made.getOrDefault(file, List.of()).stream()
                .map(RouteTemplates.Made::id)
                .collect(Collectors.toSet());
        return model().getRouteDefinitions().stream()
                .filter(route -> isAt(route.getResource(), location) || ids.contains(route.getRouteId()))
                .toList();
    }

    private List<RouteTemplates.Made> made(Path file, String text) {
        return text.contains("templatedRoute")
                ? RouteTree.of(folder.relativize(file).toString(), text).made()
                : List.of();
    }

    private Model model() {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    private static boolean isAt(@Nullable Resource resource, String location) {
        return resource != null && location.equals(resource.getLocation());
    }
}
