package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import org.harvestxero.billing.Hours;

/**
 * Hours and worth added up.
 *
 * @param hours as Harvest counts them
 * @param worth unrounded, at Harvest's own rates, and the cost of expenses
 */
public record Totals(Hours hours, BigDecimal worth) {
    static Totals none() {
        return new Totals(Hours.ZERO, BigDecimal.ZERO);
    }

    Totals plus(Hours moreHours, BigDecimal moreWorth) {
        return new Totals(hours.plus(moreHours), worth.add(moreWorth));
    }

    Totals plus(Totals other) {
        return plus(other.hours, other.worth);
    }

    boolean equalsInValue(Totals other) {
        return hours.equals(other.hours) && worth.compareTo(other.worth) == 0;
    }
}
