package org.harvestxero.runtime.route;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The routes this version was shipped with, whatever became of them in a home: what each is for and who calls it, so that operators can
 * be told what stops working when one is taken away.
 */
final class ShippedRoutes {
    private static final String FOLDER = "/shipped/";
    /** File names, one a line. */
    private static final String FILES = FOLDER + "files";
    /** Ids of the routes of the release before; its homes don't have those that came later. */
    private static final String BEFORE = FOLDER + "routes-of-0.1.0";

    private final Map<String, RouteTree.Declared> routes = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Set<String>> callers = new TreeMap<>();
    private final List<RouteTree> trees = new ArrayList<>();
    private final Set<String> before;

    private ShippedRoutes(Map<String, String> texts, Set<String> before) {
        this.before = before;
        Map<String, RouteTree> read = new LinkedHashMap<>();
        texts.forEach((file, text) -> read.put(file, RouteTree.of(file, text)));
        RouteTemplates.fill(read.values());
        read.forEach((file, tree) -> {
            trees.add(tree);
            tree.routes().forEach(route -> {
                routes.put(route.id(), route);
                files.put(route.id(), file);
            });
            tree.endpoints()
                    .forEach(endpoint -> callers.computeIfAbsent(endpoint.uri(), uri -> new TreeSet<>())
                            .add(endpoint.route()));
        });
    }

    static ShippedRoutes read() {
        Map<String, String> texts = new LinkedHashMap<>();
        lines(FILES).forEach(file -> texts.put(file, text(FOLDER + "routes/" + file)));
        return new ShippedRoutes(texts, new HashSet<>(lines(BEFORE)));
    }

    private static List<String> lines(String name) {
        return text(name).lines().filter(line -> !line.isBlank()).toList();
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(ShippedRoutes.class.getResourceAsStream(name), name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<RouteTree> trees() {
        return trees;
    }

    /** What a shipped route does, as part of a sentence. */
    String does(String id) {
        RouteTree.Declared route = routes.get(id);
        return route == null ? id : does(route);
    }

    Set<String> ids() {
        return routes.keySet();
    }

    /** The file a route is shipped in, by its path below the folder of routes; null when it is not shipped. */
    @Nullable
    String file(String id) {
        return files.get(id);
    }

    /**
     * The first shipped route that a set lacks though it should not.
     *
     * @param there ids of the routes in the set
     * @param ran ids of those it replaces; empty when nothing ran
     */
    Optional<Missing> missing(Set<String> there, Set<String> ran, Set<String> removed) {
        boolean own = there.stream().noneMatch(routes::containsKey);
        boolean older = isOlder(there);
        return routes.values().stream()
                .filter(route -> !there.contains(route.id()) && !removed.contains(route.id()))
                .filter(route -> ran.contains(route.id()) || (!own && !(older && !before.contains(route.id()))))
                .findFirst()
                .map(route -> new Missing(
                        Objects.requireNonNull(files.get(route.id())),
                        "the shipped route " + route.id() + " is missing; without it this stops: " + does(route)
                                + calledBy(route) + ". Put it back, or name it in routes.removed if that is meant"));
    }

    record Missing(String file, String reason) {}

    /** Whether a set is that of the release before, which had none of the routes that came later. */
    private boolean isOlder(Set<String> there) {
        return there.stream().anyMatch(before::contains)
                && routes.keySet().stream().noneMatch(id -> !before.contains(id) && there.contains(id));
    }

    /** Whether the files are those of the release before, edited or not. */
    boolean areOlder(Collection<RouteTree> trees) {
        Set<String> there = new HashSet<>();
        trees.forEach(tree -> there.addAll(tree.ids()));
        return isOlder(there);
    }

    /** Why a shipped route may not begin where it begins now: those who need it call it elsewhere. */
    Optional<String> moved(RouteTree.Declared route, Set<String> removed) {
        RouteTree.Declared shipped = routes.get(route.id());
        if (shipped == null
                || !shipped.from().startsWith("direct:")
                || shipped.from().equals(route.from())
                || removed.contains(route.id())) {
            return Optional.empty();
        }
        return Optional.of("the shipped route " + route.id() + " no longer begins with " + shipped.from()
                + ", so nobody who calls that finds it; without it this stops: " + does(shipped) + calledBy(shipped)
                + ". Let it begin with " + shipped.from() + ", or name it in routes.removed if that is meant");
    }

    /** What people should know about a set that may run. */
    List<String> told(Collection<RouteTree> trees, Set<String> removed) {
        Set<String> there = new HashSet<>();
        Set<String> called = new HashSet<>();
        trees.forEach(tree -> {
            there.addAll(tree.ids());
            tree.endpoints().forEach(endpoint -> called.add(endpoint.uri()));
        });
        List<String> told = new ArrayList<>();
        if (isOlder(there)) {
            List<String> lacking = routes.keySet().stream()
                    .filter(id -> !there.contains(id) && !removed.contains(id))
                    .toList();
            told.add("The route files are those of an earlier release. What is new since does not happen, for want of "
                    + String.join(", ", lacking) + ": take the files of this release over from the distribution.");
            return told;
        }
        for (RouteTree.Declared route : routes.values()) {
            Set<String> by = callers.getOrDefault(route.from(), Set.of()).stream()
                    .filter(caller -> !caller.equals(route.id()))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (route.from().startsWith("direct:")
                    && there.contains(route.id())
                    && !by.isEmpty()
                    && by.stream().anyMatch(there::contains)
                    && callsOf(trees, route.from()) == 0) {
                told.add("No route calls " + route.from() + " any more (as shipped, " + String.join(" and ", by)
                        + " did), so this no longer happens: " + does(route) + ".");
            }
        }
        return told;
    }

    /** The endpoint a route itself begins with doesn't count as a call. */
    private static long callsOf(Collection<RouteTree> trees, String uri) {
        return trees.stream()
                .flatMap(tree -> tree.endpoints().stream())
                .filter(endpoint -> endpoint.uri().equals(uri) && !endpoint.begins())
                .count();
    }

    private static String does(RouteTree.Declared route) {
        String text = route.description();
        return text.isEmpty() ? route.id() : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private String calledBy(RouteTree.Declared route) {
        Set<String> by = new TreeSet<>(callers.getOrDefault(route.from(), Set.of()));
        by.remove(route.id());
        by.remove("");
        return by.isEmpty() ? "" : " (called by " + String.join(", ", by) + ")";
    }
}
