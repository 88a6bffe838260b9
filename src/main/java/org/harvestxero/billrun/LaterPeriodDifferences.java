package org.harvestxero.billrun;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.NotBilled;
import org.jspecify.annotations.Nullable;

/**
 * How a later period comes out by the balances it finds now, against how it came out before. Pure.
 */
final class LaterPeriodDifferences {
    private static final Set<Bucket> TOLD = Set.of(Bucket.COVERED, Bucket.HELD, Bucket.WRITTEN_OFF);

    private LaterPeriodDifferences() {}

    /** How much one of its invoices differs. */
    record Part(String key, String rule, Money amount, String words) {}

    /** Invoices that come to another amount; one part without a key when only the work that waits or is given up is another. */
    static List<Part> between(BillingResult before, BillingResult now) {
        List<Part> parts = new ArrayList<>();
        Map<String, Draft> was = byKey(before);
        Map<String, Draft> is = byKey(now);
        Set<String> keys = new TreeSet<>(was.keySet());
        keys.addAll(is.keySet());
        Money nothing = Money.zero(before.tieOut().billed().currency());
        String moved = moved(before, now);
        for (String key : keys) {
            Money old = was.containsKey(key) ? was.get(key).subtotal() : nothing;
            Money anew = is.containsKey(key) ? is.get(key).subtotal() : nothing;
            if (!old.equals(anew)) {
                parts.add(new Part(
                        key,
                        rule(was.get(key), is.get(key), nothing),
                        anew.minus(old),
                        "by what is left now it comes to " + anew + " instead of " + old + " ("
                                + signed(anew.minus(old)) + ")" + moved));
            }
        }
        if (parts.isEmpty() && waits(before, now)) {
            parts.add(new Part("", "", nothing, "its amount stays the same" + moved));
        }
        return List.copyOf(parts);
    }

    private static Map<String, Draft> byKey(BillingResult result) {
        return result.drafts().stream()
                .collect(Collectors.toMap(Draft::key, draft -> draft, (one, other) -> one, TreeMap::new));
    }

    /** The one rule whose lines differ; empty for several or none. */
    static String rule(@Nullable Draft was, @Nullable Draft is, Money nothing) {
        Map<String, Money> sums = new TreeMap<>();
        if (is != null) {
            is.lines().forEach(line -> sums.merge(line.rule(), line.amount(), Money::plus));
        }
        if (was != null) {
            was.lines().forEach(line -> sums.merge(line.rule(), line.amount().negated(), Money::plus));
        }
        List<String> differing = sums.entrySet().stream()
                .filter(sum -> !sum.getValue().equals(nothing))
                .map(Map.Entry::getKey)
                .toList();
        return differing.size() == 1 ? differing.get(0) : "";
    }

    /** Whether other work than before waits or is given up. */
    private static boolean waits(BillingResult before, BillingResult now) {
        Map<Bucket, Hours> was = hours(before);
        Map<Bucket, Hours> is = hours(now);
        return !was.getOrDefault(Bucket.HELD, Hours.ZERO).equals(is.getOrDefault(Bucket.HELD, Hours.ZERO))
                || !was.getOrDefault(Bucket.WRITTEN_OFF, Hours.ZERO)
                        .equals(is.getOrDefault(Bucket.WRITTEN_OFF, Hours.ZERO));
    }

    /** Such as {@code , covered 10.00 h instead of 12.00 h}; empty when the same hours are where they were. */
    private static String moved(BillingResult before, BillingResult now) {
        Map<Bucket, Hours> was = hours(before);
        Map<Bucket, Hours> is = hours(now);
        StringBuilder words = new StringBuilder();
        for (Bucket bucket : Bucket.values()) {
            Hours old = was.getOrDefault(bucket, Hours.ZERO);
            Hours anew = is.getOrDefault(bucket, Hours.ZERO);
            if (TOLD.contains(bucket) && !old.equals(anew)) {
                words.append(", ")
                        .append(bucket.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .append(' ')
                        .append(anew)
                        .append(" instead of ")
                        .append(old);
            }
        }
        return words.toString();
    }

    static Map<Bucket, Hours> hours(BillingResult result) {
        Map<Bucket, Hours> hours = new EnumMap<>(Bucket.class);
        for (NotBilled rest : result.notBilled()) {
            hours.merge(rest.bucket(), rest.hours(), Hours::plus);
        }
        return hours;
    }

    static String signed(Money amount) {
        return (amount.isPositive() ? "+" : "") + amount;
    }
}
