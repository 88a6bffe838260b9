package org.harvestxero.billing.terms;

import java.util.List;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Rate;
import org.jspecify.annotations.Nullable;

/**
 * What hours beyond the included ones cost.
 *
 * @param tiers prices by how many hours beyond; empty when each entry keeps its own rate
 * @param withoutApproval hours or money of overage billed without anybody's word, per period; null for no limit
 */
public record Overage(List<Tier> tiers, @Nullable Limit withoutApproval) {
    /**
     * One price.
     *
     * @param upTo hours beyond, counted from the first one of the period; null for all the rest, only on the last tier
     * @param rate price of an hour
     */
    public record Tier(@Nullable Hours upTo, Rate rate) {}

    public Overage {
        tiers = List.copyOf(tiers);
        Hours reached = Hours.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            Hours upTo = tiers.get(i).upTo();
            boolean last = i == tiers.size() - 1;
            if (last != (upTo == null) || upTo != null && upTo.compareTo(reached) <= 0) {
                throw new IllegalArgumentException("Tiers rise, and only the last is open: " + tiers);
            }
            reached = upTo == null ? reached : upTo;
        }
    }

    public static Overage atOwnRate() {
        return new Overage(List.of(), null);
    }

    public static Overage at(Rate rate) {
        return new Overage(List.of(new Tier(null, rate)), null);
    }

    public Overage approvedAbove(Limit limit) {
        return new Overage(tiers, limit);
    }
}
