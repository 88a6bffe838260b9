package org.harvestxero.runtime.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
