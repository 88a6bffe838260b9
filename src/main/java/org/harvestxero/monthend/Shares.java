package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exact amounts made into whole cents whose sum is the exact sum, rounded once: the largest remainders are rounded up. */
public final class Shares {
    private Shares() {}

    /**
     * @param exact amounts of any precision
     * @param digits of the currency, 0 or more
     */
    public static <K extends Comparable<K>> Map<K, BigDecimal> rounded(Map<K, BigDecimal> exact, int digits) {
        return rounded(exact, digits, Comparator.naturalOrder());
    }

    /**
     * The same of what has no order of its own.
     *
     * @param order of the result; of equal remainders the first in it are rounded up
     */
    public static <K> Map<K, BigDecimal> rounded(Map<K, BigDecimal> exact, int digits, Comparator<? super K> order) {
        Map<K, BigDecimal> shares = new LinkedHashMap<>();
        List<Map.Entry<K, BigDecimal>> remainders = new ArrayList<>();
        exact.entrySet().stream().sorted(Map.Entry.comparingByKey(order)).forEach(each -> {
            BigDecimal share = each.getValue().setScale(digits, RoundingMode.FLOOR);
            shares.put(each.getKey(), share);
            remainders.add(Map.entry(each.getKey(), each.getValue().subtract(share)));
        });
        BigDecimal unit = BigDecimal.ONE.movePointLeft(digits);
        BigDecimal left = sum(exact).setScale(digits, RoundingMode.HALF_UP).subtract(sum(shares));
        remainders.sort(Map.Entry.<K, BigDecimal>comparingByValue().reversed());
        int units = left.divide(unit).intValueExact();
        remainders.subList(0, units).forEach(each -> shares.merge(each.getKey(), unit, BigDecimal::add));
        return shares;
    }

    private static BigDecimal sum(Map<?, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
