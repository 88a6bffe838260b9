package org.harvestxero.runtime.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Edited route files held against the shipped ones: no shipped route may be lost or moved unnoticed. */
final class ShippedRules {
    private final ShippedRoutes shipped = ShippedRoutes.read();
    private final Set<String> removed;
    private final OrderRules order;

    /** @param removed the routes that operators named in {@code routes.removed} */
    ShippedRules(Set<String> removed) {
        this.removed = removed;
        this.order = new OrderRules(shipped, removed);
    }

    /**
     * Finds what is lost.
     *
     * @param ran the files these take the place of; null when nothing ran
     * @throws RouteRefusedException when a shipped route begins elsewhere, a stage or a kind of sending is left out, or a route is gone
     *     that no operator named as removed
     */
    void check(RouteFiles files, Collection<RouteTree> trees, @Nullable RouteFiles ran) {
        oneFileEach(trees);
        trees.forEach(this::nothingMoved);
        order.check(trees);
        Set<String> there = new HashSet<>();
        trees.forEach(tree -> there.addAll(tree.ids()));
        shipped.missing(there, ran == null ? Set.of() : idsOf(ran), removed).ifPresent(missing -> {
            throw new RouteRefusedException(
                    files.texts().keySet().stream()
                            .map(files::name)
                            .filter(missing.file()::equals)
                            .findFirst()
                            .orElse(files.folder().toString()),
                    missing.reason());
        });
    }

    /**
     * An upgrade laid over the files of an earlier release leaves those behind whose routes have moved since.
     *
     * @throws RouteRefusedException when two files hold a route of one id
     */
    void oneFileEach(Collection<RouteTree> trees) {
        Map<String, RouteTree> holders = new HashMap<>();
        for (RouteTree tree : trees) {
            for (String id : tree.ids()) {
                RouteTree first = id.isEmpty() || id.contains("{{") ? null : holders.putIfAbsent(id, tree);
                if (first != null && first != tree) {
                    throw twice(id, first, tree);
                }
            }
        }
    }

    private RouteRefusedException twice(String id, RouteTree first, RouteTree second) {
        String home = shipped.file(id);
        RouteTree stray = first.file().equals(home) ? second : first;
        RouteTree other = stray == first ? second : first;
        String remedy = other.file().equals(home)
                ? ". It is shipped in " + home + ": if " + stray.file()
                        + " is left from an earlier release, take over what you changed in it and delete it"
                : "";
        return new RouteRefusedException(stray.file(), "the route id " + id + " is taken by " + other.file() + remedy);
    }

    private void nothingMoved(RouteTree tree) {
        for (RouteTree.Declared route : tree.routes()) {
            shipped.moved(route, removed).ifPresent(reason -> {
                throw tree.refused(route.line(), reason);
            });
        }
    }

    private static Set<String> idsOf(RouteFiles files) {
        Set<String> ids = new HashSet<>();
        files.texts().forEach((path, text) -> {
            RouteTree tree = RouteTree.of(files.name(path), text);
            ids.addAll(tree.ids());
            tree.made().forEach(each -> ids.add(each.id()));
        });
        return ids;
    }

    /** What people should know of files that may run: a shipped route nobody calls any more, files of an earlier release. */
    List<String> told(RouteFiles files, Collection<RouteTree> trees) {
        List<String> told = new ArrayList<>(shipped.told(trees, removed));
        if (!shipped.areOlder(trees)) {
            told.addAll(FormerNames.told(files));
            told.addAll(order.told(trees));
        }
        return told;
    }
}
