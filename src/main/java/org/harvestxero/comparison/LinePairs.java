package org.harvestxero.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;
import org.harvestxero.billing.Money;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines of both sides together: first what is equal to the cent, then what reads alike within a project, then whatever is left of
 * one project, because two people lay out the same work differently.
 */
final class LinePairs {
    /** Below this texts of one project don't mean the same thing. */
    private static final int ALIKE = 50;

    private final List<Side> ours;
    private final List<Side> theirs;
    private final List<Group> groups = new ArrayList<>();

    /** Lines that belong together; one side may be empty. */
    record Group(List<Side> ours, List<Side> theirs) {
        Group {
            ours = List.copyOf(ours);
            theirs = List.copyOf(theirs);
        }

        Money difference(Money zero) {
            return sum(ours, zero).minus(sum(theirs, zero));
        }

        static Money sum(List<Side> lines, Money zero) {
            return lines.stream().map(Side::amount).reduce(zero, Money::plus);
        }
    }

    private LinePairs(List<Side> ours, List<Side> theirs) {
        this.ours = new ArrayList<>(ours);
        this.theirs = new ArrayList<>(theirs);
    }

    static List<Group> of(List<Side> ours, List<Side> theirs, Money zero) {
        LinePairs pairing = new LinePairs(ours, theirs);
        pairing.pair((one, other) -> sameProject(one, other) && sameAmount(one, other), Side::likeness);
        for (Long project : pairing.projects()) {
            pairing.joinIfEqual(project, zero);
        }
        pairing.pair(
                (one, other) -> sameAmount(one, other) && (one.project() == null || other.project() == null),
                Side::likeness);
        pairing.pair(
                (one, other) -> sameProject(one, other) && one.likeness(other) >= ALIKE,
                (one, other) -> 2 * one.likeness(other) + (one.price().compareTo(other.price()) == 0 ? 1 : 0));
        for (Long project : pairing.projects()) {
            pairing.join(project);
        }
        pairing.rest();
        return List.copyOf(pairing.groups);
    }

    /** The best pairs first; of equally good ones the first as they stand. */
    private void pair(BiPredicate<Side, Side> fit, ToIntBiFunction<Side, Side> score) {
        while (true) {
            Side bestOurs = null;
            Side bestTheirs = null;
            int best = -1;
            for (Side one : ours) {
                for (Side other : theirs) {
                    if (fit.test(one, other) && score.applyAsInt(one, other) > best) {
                        best = score.applyAsInt(one, other);
                        bestOurs = one;
                        bestTheirs = other;
                    }
                }
            }
            if (bestOurs == null || bestTheirs == null) {
                return;
            }
            take(List.of(bestOurs), List.of(bestTheirs));
        }
    }

    /** What is left of a project comes to the same on both sides: the same work in other lines. */
    private void joinIfEqual(Long project, Money zero) {
        List<Side> mine = of(ours, project);
        List<Side> others = of(theirs, project);
        if (!mine.isEmpty()
                && !others.isEmpty()
                && new Group(mine, others).difference(zero).isZero()) {
            take(mine, others);
        }
    }

    private void join(Long project) {
        List<Side> mine = of(ours, project);
        List<Side> others = of(theirs, project);
        if (!mine.isEmpty() && !others.isEmpty()) {
            take(mine, others);
        }
    }

    private void rest() {
        List.copyOf(ours).forEach(line -> take(List.of(line), List.of()));
        List.copyOf(theirs).forEach(line -> take(List.of(), List.of(line)));
    }

    private void take(List<Side> mine, List<Side> others) {
        groups.add(new Group(mine, others));
        mine.forEach(line -> removeThis(ours, line));
        others.forEach(line -> removeThis(theirs, line));
    }

    /** Two lines may be equal in every respect and still be two. */
    private static void removeThis(List<Side> lines, Side line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i) == line) {
                lines.remove(i);
                return;
            }
        }
    }

    private List<Long> projects() {
        return Stream.concat(ours.stream(), theirs.stream())
                .map(Side::project)
                .filter(Objects::nonNull)
                .map(project -> project.id())
                .distinct()
                .toList();
    }

    private static List<Side> of(List<Side> lines, @Nullable Long project) {
        return lines.stream().filter(line -> line.isOfProject(project)).toList();
    }

    private static boolean sameProject(Side one, Side other) {
        return one.project() != null
                && other.project() != null
                && one.project().id() == other.project().id();
    }

    private static boolean sameAmount(Side one, Side other) {
        return one.amount().equals(other.amount());
    }
}
