package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Exact amounts made into whole cents whose sum is the exact sum, rounded once: the largest remainders are rounded up. */
final class Shares {
    private Shares() {}

    /**
     * @param exact amounts of any precision
     * @param digits of the currency, 0 or more
     */
    static <K extends Comparable<K>> SortedMap<K, BigDecimal> rounded(Map<K, BigDecimal> exact, int digits) {
        BigDecimal sum = exact.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        SortedMap<K, BigDecimal> shares = new TreeMap<>();
        exact.forEach((key, amount) -> shares.put(key, amount.setScale(digits, RoundingMode.FLOOR)));
        BigDecimal unit = BigDecimal.ONE.movePointLeft(digits);
        BigDecimal left = sum.setScale(digits, RoundingMode.HALF_UP)
                .subtract(shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        List<K> byRemainder = new ArrayList<>(shares.keySet());
        byRemainder.sort(Comparator.comparing((K key) -> exact.get(key).subtract(shares.get(key)))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        int units = left.divide(unit).intValueExact();
        byRemainder.subList(0, units).forEach(key -> shares.merge(key, unit, BigDecimal::add));
        return shares;
    }
}
