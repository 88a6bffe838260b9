package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits money by weights so that the parts add up to it: the largest remainders get the cents (or yen) left over. */
public final class Allocation {
    private Allocation() {}

    /**
     * @param weights of any sign; when they add up to zero the largest takes all
     * @param decimals of the parts; the total has no more
     * @return one part per weight
     */
    public static List<BigDecimal> spread(BigDecimal total, List<BigDecimal> weights, int decimals) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigDecimal> exact = sum.signum() == 0
                ? allToLargest(total, weights)
                : weights.stream()
                        .map(weight -> total.multiply(weight).divide(sum, 12, RoundingMode.HALF_UP))
                        .toList();
        List<BigDecimal> parts = new ArrayList<>(exact.stream()
                .map(part -> part.setScale(decimals, RoundingMode.FLOOR))
                .toList());
        BigDecimal left = total.subtract(XeroArithmetic.sum(parts));
        List<Integer> byRemainder = IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i).subtract(parts.get(i)))
                        .reversed())
                .toList();
        for (int next = 0; left.signum() > 0; next++) {
            int i = byRemainder.get(next % byRemainder.size());
            parts.set(i, parts.get(i).add(unit));
            left = left.subtract(unit);
        }
        return List.copyOf(parts);
    }

    private static List<BigDecimal> allToLargest(BigDecimal total, List<BigDecimal> weights) {
        int largest = IntStream.range(0, weights.size())
                .boxed()
                .max(Comparator.comparing((Integer i) -> weights.get(i).abs()))
                .orElseThrow(() -> new IllegalArgumentException("Nothing to spread " + total + " over"));
        return IntStream.range(0, weights.size())
                .mapToObj(i -> i == largest ? total : BigDecimal.ZERO)
                .toList();
    }
}
