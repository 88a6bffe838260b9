package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Exact amounts made into whole cents whose sum is the exact sum, rounded once: the largest remainders are rounded up. */
public final class Shares {
    private Shares() {}

    /**
     * @param exact amounts of any precision
     * @param digits of the currency, 0 or more
     */
    public static <K extends Comparable<K>> SortedMap<K, BigDecimal> rounded(Map<K, BigDecimal> exact, int digits) {
        BigDecimal sum = exact.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        SortedMap<K, BigDecimal> shares = new TreeMap<>();
        SortedMap<K, BigDecimal> remainders = new TreeMap<>();
        exact.forEach((key, amount) -> {
            BigDecimal share = amount.setScale(digits, RoundingMode.FLOOR);
            shares.put(key, share);
            remainders.put(key, amount.subtract(share));
        });
        BigDecimal unit = BigDecimal.ONE.movePointLeft(digits);
        BigDecimal left = sum.setScale(digits, RoundingMode.HALF_UP)
                .subtract(shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        List<Map.Entry<K, BigDecimal>> byRemainder = new ArrayList<>(remainders.entrySet());
        byRemainder.sort(
                Map.Entry.<K, BigDecimal>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        int units = left.divide(unit).intValueExact();
        byRemainder.subList(0, units).forEach(each -> shares.merge(each.getKey(), unit, BigDecimal::add));
        return shares;
    }
}
