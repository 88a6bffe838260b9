package org.harvestxero.profit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps what a single person costs from those who may not see it: a group in which fewer than two people worked shows no cost. Where all
 * that is hidden is one person's, the smallest of the others is hidden, too, since the total would tell it.
 */
final class PayScreen {
    private static final int FEWEST = 2;

    private PayScreen() {}

    /** @param people who worked */
    record Group(Row row, Set<Long> people) {
        Group {
            people = Set.copyOf(people);
        }

        private boolean costs() {
            return row.figures().amounts().cost().signum() != 0;
        }

        private boolean tells() {
            return !people.isEmpty() && people.size() < FEWEST;
        }
    }

    static Tally.Sums of(List<Group> groups, Group total) {
        List<Group> hidden =
                new ArrayList<>(groups.stream().filter(Group::tells).toList());
        List<Group> shown = new ArrayList<>(
                groups.stream().filter(group -> !group.tells() && group.costs()).toList());
        shown.sort(Comparator.comparing(group -> group.row().figures().amounts().cost()));
        while (isOnes(hidden) && !shown.isEmpty()) {
            hidden.add(shown.remove(0));
        }
        return new Tally.Sums(
                groups.stream()
                        .map(group -> hidden.contains(group) ? group.row().hidden() : group.row())
                        .toList(),
                total.tells() ? total.row().hidden() : total.row());
    }

    /** Whether what the groups cost is one person's. */
    private static boolean isOnes(List<Group> groups) {
        Set<Long> people = new HashSet<>();
        groups.stream().filter(Group::costs).forEach(group -> people.addAll(group.people()));
        return people.size() == 1;
    }
}
