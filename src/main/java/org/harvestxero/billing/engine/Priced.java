package org.harvestxero.billing.engine;

import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.RateLine;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of work costs and why.
 *
 * @param rate null when nobody has a price for it
 * @param line the line of a rate card it comes from; null for Harvest's own
 * @param words where it comes from
 */
record Priced(@Nullable Rate rate, @Nullable RateLine line, String words) {
    Priced at(Rate other, String why) {
        return new Priced(other, null, why);
    }
}
