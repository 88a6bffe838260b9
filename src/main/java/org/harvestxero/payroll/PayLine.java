package org.harvestxero.payroll;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hours of a day that are paid alike.
 *
 * @param hours above zero, of two decimals
 */
public record PayLine(Cell cell, BigDecimal hours) {
    /**
     * What makes hours a line of their own.
     *
     * @param rate the earnings rate; by name or id as the rules have it, by Xero's id once that is known
     * @param option of tracking, alike; null for none
     */
    public record Cell(LocalDate day, String rate, @Nullable String option) implements Comparable<Cell> {
        private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::day)
                .thenComparing(Cell::rate)
                .thenComparing(Cell::option, Comparator.nullsFirst(Comparator.naturalOrder()));

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }
    }

    /** With one line for each cell, in order. */
    public static List<PayLine> merged(Collection<PayLine> lines) {
        SortedMap<Cell, BigDecimal> hours = new TreeMap<>();
        lines.forEach(line -> hours.merge(line.cell(), line.hours(), BigDecimal::add));
        return hours.entrySet().stream()
                .map(each -> new PayLine(each.getKey(), each.getValue()))
                .toList();
    }

    /** Sum of the hours of some. */
    public static BigDecimal sum(Iterable<PayLine> lines) {
        BigDecimal sum = BigDecimal.ZERO;
        for (PayLine line : lines) {
            sum = sum.add(line.hours());
        }
        return sum;
    }
}
