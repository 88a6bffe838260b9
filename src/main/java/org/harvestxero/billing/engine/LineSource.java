package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.jspecify.annotations.Nullable;

/**
 * What one time entry or expense adds to a line.
 *
 * @param source where it comes from
 * @param hours of the entry that this stands for, as Harvest counts them; zero for an expense and on a discount line
 * @param billed hours after the agreement's counting and rounding
 * @param worth unrounded, at Harvest's own hours and rate; the cost of an expense; zero on a discount line
 * @param amount its share of the line; shares add up to the line
 * @param rate price of an hour or day; null for an expense
 * @param rateFrom where the rate comes from, in words
 * @param counting how hours became billed hours, in words
 * @param differences why amount isn't worth; add up to the difference
 */
public record LineSource(
        Source source,
        Hours hours,
        Hours billed,
        BigDecimal worth,
        Money amount,
        @Nullable Rate rate,
        String rateFrom,
        String counting,
        List<Difference> differences) {
    public LineSource {
        differences = List.copyOf(differences);
    }
}
