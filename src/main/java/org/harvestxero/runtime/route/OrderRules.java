package org.harvestxero.runtime.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.config.yaml.NearestName;

/**
 * The order of stages and of kinds of sending in route files, compared with the shipped one. Operators may change it and are told what
 * the change means; nothing may be left out that they did not name as removed.
 */
final class OrderRules {
    /** The route whose calls are the stages of a cycle. */
    private static final String STAGES = "stages-in-order";
    /** The step that goes through the kinds of sending in a round. */
    private static final String KINDS = "each-kind-of-work";

    private static final String DIRECT = "direct:";

    private final ShippedRoutes shipped;
    private final Set<String> removed;

    /** @param removed what operators named in {@code routes.removed} */
    OrderRules(ShippedRoutes shipped, Set<String> removed) {
        this.shipped = shipped;
        this.removed = removed;
    }

    /** @throws RouteRefusedException when a stage or a kind is left out, or there is no such kind */
    void check(Collection<RouteTree> trees) {
        trees.forEach(tree -> {
            stages(tree);
            kinds(tree);
        });
    }

    private void stages(RouteTree tree) {
        tree.routes().stream().filter(route -> route.id().equals(STAGES)).forEach(route -> {
            leftOut(stagesOf(List.of(tree)), stagesOf(shipped.trees())).ifPresent(stage -> {
                throw tree.refused(
                        route.line(),
                        "the stage " + stage + " is left out; without it this stops: " + shipped.does(stage)
                                + ". Put it back, or name it in routes.removed if that is meant");
            });
        });
    }

    private void kinds(RouteTree tree) {
        List<RouteTree.Item> lines = tree.items(KINDS);
        if (lines.isEmpty()) {
            return;
        }
        List<String> known = kindsOf(shipped.trees());
        for (RouteTree.Item kind : lines) {
            if (!known.contains(kind.text())) {
                throw tree.refused(
                        kind.line(),
                        kind.text() + " is no kind of sending"
                                + NearestName.of(kind.text(), new TreeSet<>(known))
                                        .map(each -> ": did you mean " + each + "?")
                                        .orElse("; there are " + String.join(", ", known)));
            }
        }
        leftOut(kindsOf(List.of(tree)), known).ifPresent(kind -> {
            throw tree.refused(
                    lines.get(0).line(),
                    "the kind of sending " + kind + " is left out, so what is planned of it is never sent. Put it back,"
                            + " or name it in routes.removed if that is meant");
        });
    }

    private Optional<String> leftOut(List<String> there, List<String> wanted) {
        return wanted.stream()
                .filter(each -> !there.contains(each) && !removed.contains(each))
                .findFirst();
    }

    /** What an accepted order means where it differs from the shipped one. */
    List<String> told(Collection<RouteTree> trees) {
        List<String> told = new ArrayList<>();
        List<String> stages = stagesOf(trees);
        if (!stages.isEmpty()) {
            tell(
                    told,
                    "The stages of a cycle",
                    differences(stagesOf(shipped.trees()), stages),
                    "What a stage needs of one that comes after it is of the cycle before; an added one is run, reported"
                            + " and left out during a pause like the others.");
        }
        List<String> kinds = kindsOf(trees);
        if (!kinds.isEmpty()) {
            tell(
                    told,
                    "The kinds of sending",
                    differences(kindsOf(shipped.trees()), kinds),
                    "What a document needs that is sent after it waits for the next round.");
        }
        return told;
    }

    private static void tell(List<String> told, String what, List<String> differences, String meaning) {
        if (!differences.isEmpty()) {
            told.add(what + " are not in the shipped order: " + String.join("; ", differences) + ". " + meaning);
        }
    }

    private static List<String> stagesOf(Collection<RouteTree> trees) {
        return trees.stream()
                .flatMap(tree -> tree.endpoints().stream())
                .filter(call -> call.route().equals(STAGES) && !call.begins())
                .filter(call -> call.uri().startsWith(DIRECT))
                .map(call -> call.uri().substring(DIRECT.length()))
                .toList();
    }

    private static List<String> kindsOf(Collection<RouteTree> trees) {
        return trees.stream()
                .flatMap(tree -> tree.items(KINDS).stream())
                .map(RouteTree.Item::text)
                .toList();
    }

    /** What was moved, added or taken out between two orders; one may hold an item several times. */
    private static List<String> differences(List<String> before, List<String> after) {
        List<int[]> same = common(before, after);
        Set<Integer> stayed = same.stream().map(pair -> pair[0]).collect(Collectors.toSet());
        Set<Integer> kept = same.stream().map(pair -> pair[1]).collect(Collectors.toSet());
        List<Integer> gone = new ArrayList<>();
        for (int at = 0; at < before.size(); at++) {
            if (!stayed.contains(at)) {
                gone.add(at);
            }
        }
        Set<String> differences = new LinkedHashSet<>();
        for (int at = 0; at < after.size(); at++) {
            if (kept.contains(at)) {
                continue;
            }
            String item = after.get(at);
            Integer old = gone.stream()
                    .filter(each -> before.get(each).equals(item))
                    .findFirst()
                    .orElse(null);
            gone.remove(old);
            differences.add(item
                    + (old != null
                            ? " runs " + place(after, at) + " instead of " + place(before, old)
                            : (before.contains(item) ? " runs once more " : " is added ") + place(after, at)));
        }
        gone.forEach(at -> differences.add(before.get(at) + " no longer runs " + place(before, at)));
        return List.copyOf(differences);
    }

    private static String place(List<String> order, int at) {
        return at == 0 ? "first" : "after " + order.get(at - 1);
    }

    /** Positions of the longest run of items that stand in the same order in both. */
    private static List<int[]> common(List<String> before, List<String> after) {
        int[][] length = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                length[i][j] = before.get(i).equals(after.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0, j = 0; i < before.size() && j < after.size(); ) {
            if (before.get(i).equals(after.get(j))) {
                pairs.add(new int[] {i++, j++});
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }
}
