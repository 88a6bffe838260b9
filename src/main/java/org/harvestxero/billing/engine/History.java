package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Money;

/**
 * What was released to the client before, for comparison, and what still waits to be.
 *
 * @param totals of earlier periods before tax, the latest first
 * @param people ids of everybody billed before
 * @param rates every price a person was billed at before
 * @param waiting names of drafts of earlier periods that wait for a person, for people
 */
public record History(List<Money> totals, Set<Long> people, Set<PersonRate> rates, List<String> waiting) {
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
        waiting = List.copyOf(waiting);
    }

    public History(List<Money> totals, Set<Long> people, Set<PersonRate> rates) {
        this(totals, people, rates, List.of());
    }

    /** This history while something else waits as well. */
    public History withWaiting(String name) {
        List<String> all = new ArrayList<>(waiting);
        all.add(name);
        return new History(totals, people, rates, all);
    }

    public static History none() {
        return new History(List.of(), Set.of(), Set.of());
    }
}
