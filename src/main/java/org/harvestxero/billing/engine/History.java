package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Money;

/**
 * What was billed to the client before, for comparison.
 *
 * @param totals of earlier periods before tax, the latest first
 * @param people ids of everybody billed before
 * @param rates every price a person was billed at before
 */
public record History(List<Money> totals, Set<Long> people, Set<PersonRate> rates) {
    /**
     * A price a person was billed at.
     *
     * @param person Harvest's number
     * @param rate of an hour or day, at least two decimals and no needless zeros beyond
     */
    public record PersonRate(long person, BigDecimal rate) {}

    public History {
        totals = List.copyOf(totals);
        people = Set.copyOf(people);
        rates = Set.copyOf(rates);
    }

    public static History none() {
        return new History(List.of(), Set.of(), Set.of());
    }
}
