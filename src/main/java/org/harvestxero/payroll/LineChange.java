package org.harvestxero.payroll;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harvestxero.payroll.PayLine.Cell;
import org.jspecify.annotations.Nullable;

/**
 * One step towards the lines that a timesheet is to have.
 *
 * @param lineId Xero's id of the line that is changed or taken away; null to add one
 * @param line what it becomes; null to take it away
 */
public record LineChange(@Nullable String lineId, @Nullable PayLine line) {
    /** A line as it stands in Xero. */
    public record Standing(String id, PayLine line) {}

    /** What to do, in an order that never adds before it takes away; nothing when the lines are as wanted. */
    public static List<LineChange> between(Collection<Standing> standing, Collection<PayLine> wanted) {
        List<LineChange> removed = new ArrayList<>();
        List<LineChange> changed = new ArrayList<>();
        List<LineChange> added = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        for (PayLine line : wanted) {
            Optional<Standing> there = standing.stream()
                    .filter(each -> each.line().cell().equals(line.cell()))
                    .findFirst();
            if (there.isEmpty()) {
                added.add(new LineChange(null, line));
                continue;
            }
            kept.add(there.get().id());
            if (there.get().line().hours().compareTo(line.hours()) != 0) {
                changed.add(new LineChange(there.get().id(), line));
            }
        }
        standing.stream()
                .filter(each -> !kept.contains(each.id()))
                .forEach(each -> removed.add(new LineChange(each.id(), null)));
        removed.addAll(changed);
        removed.addAll(added);
        return List.copyOf(removed);
    }

    /** Whether both come to the same hours in each cell. */
    public static boolean same(Collection<PayLine> one, Collection<PayLine> other) {
        SortedMap<Cell, BigDecimal> left = new TreeMap<>();
        one.forEach(line -> left.merge(line.cell(), line.hours(), BigDecimal::add));
        other.forEach(line -> left.merge(line.cell(), line.hours().negate(), BigDecimal::add));
        return left.values().stream().allMatch(hours -> hours.signum() == 0);
    }

    /**
     * Whether lines can be what is left of ours on the way from some to others: each of them is one of either. A person's are not.
     */
    public static boolean isOnTheWay(Collection<PayLine> shown, Collection<PayLine> before, Collection<PayLine> after) {
        return shown.stream().allMatch(line -> isAmong(line, before) || isAmong(line, after));
    }

    private static boolean isAmong(PayLine line, Collection<PayLine> lines) {
        return lines.stream()
                .anyMatch(
                        each -> each.cell().equals(line.cell()) && each.hours().compareTo(line.hours()) == 0);
    }
}
