package org.harvestxero.profit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps what a single person costs from those who may not see it: a group in which one person alone worked, or alone cost anything, shows
 * no cost. Where all that is hidden is one person's, the smallest of the others is hidden, too, since the total would tell it. The same holds
 * within each client, and within those whose own sums are hidden, since the view by client tells the other sums.
 */
final class PayScreen {
    private PayScreen() {}

    /**
     * @param client whose it is; 0 where groups are nobody's alone
     * @param people who worked
     * @param paid who cost anything: of those without a cost rate nothing is in the cost
     */
    record Group(Row row, long client, Set<Long> people, Set<Long> paid) {
        Group {
            people = Set.copyOf(people);
            paid = Set.copyOf(paid);
        }

        private boolean costs() {
            return row.figures().amounts().cost().signum() != 0;
        }

        private boolean tells() {
            return people.size() == 1 || paid.size() == 1;
        }
    }

    /** @param dark clients whose sums are hidden where groups are clients */
    static Tally.Sums of(List<Group> groups, Group total, Set<Long> dark) {
        Set<Group> hidden = new HashSet<>(groups.stream().filter(Group::tells).toList());
        groups.stream()
                .collect(Collectors.groupingBy(Group::client))
                .values()
                .forEach(ofClient -> widen(hidden, ofClient));
        widen(
                hidden,
                groups.stream().filter(group -> dark.contains(group.client())).toList());
        widen(hidden, groups);
        return new Tally.Sums(
                groups.stream()
                        .map(group -> hidden.contains(group) ? group.row().hidden() : group.row())
                        .toList(),
                total.tells() ? total.row().hidden() : total.row());
    }

    /** Hides more of those that are shown as one sum, until what is hidden of it is not one person's. */
    private static void widen(Set<Group> hidden, List<Group> summed) {
        List<Group> kept =
                new ArrayList<>(summed.stream().filter(hidden::contains).toList());
        List<Group> shown = new ArrayList<>(summed.stream()
                .filter(group -> !hidden.contains(group) && group.costs())
                .toList());
        shown.sort(Comparator.comparing(group -> group.row().figures().amounts().cost()));
        while (isOnes(kept) && !shown.isEmpty()) {
            kept.add(shown.remove(0));
        }
        hidden.addAll(kept);
    }

    /** Whether what the groups cost is one person's. */
    private static boolean isOnes(List<Group> groups) {
        Set<Long> paid = new HashSet<>();
        groups.forEach(group -> paid.addAll(group.paid()));
        return paid.size() == 1;
    }
}
