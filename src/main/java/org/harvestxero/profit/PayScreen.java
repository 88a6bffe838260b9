package org.harvestxero.profit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps what a single person costs from those who may not see it: a group in which one person alone worked, or alone cost anything, shows
 * no cost. Where all that is hidden is one person's, the smallest of the others is hidden, too, since the total would tell it.
 */
final class PayScreen {
    private PayScreen() {}

    /**
     * @param people who worked
     * @param paid who cost anything: of those without a cost rate nothing is in the cost
     */
    record Group(Row row, Set<Long> people, Set<Long> paid) {
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
        Set<Long> paid = new HashSet<>();
        groups.forEach(group -> paid.addAll(group.paid()));
        return paid.size() == 1;
    }
}
