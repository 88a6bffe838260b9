package org.harvestxero.billing.terms;

/**
 * How work is counted and priced where a rule says nothing else.
 *
 * @param included which entries may be billed
 * @param hours which figure of an entry counts
 * @param rounding how hours are rounded
 * @param rates the agreement's prices, before Harvest's own
 */
public record Pricing(Included included, HoursBasis hours, Rounding rounding, RateCard rates) {
    /** Approved entries, at Harvest's hours and Harvest's rates. */
    public static Pricing asInHarvest() {
        return new Pricing(Included.approvedOnly(), HoursBasis.HARVEST, Rounding.none(), RateCard.empty());
    }

    public Pricing with(Included wanted) {
        return new Pricing(wanted, hours, rounding, rates);
    }

    public Pricing with(HoursBasis wanted) {
        return new Pricing(included, wanted, rounding, rates);
    }

    public Pricing with(Rounding wanted) {
        return new Pricing(included, hours, wanted, rates);
    }

    public Pricing with(RateCard wanted) {
        return new Pricing(included, hours, rounding, wanted);
    }
}
