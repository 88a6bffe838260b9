package org.harvestxero.billing.terms;

import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A not-to-exceed limit on what is billed, measured before discounts; of a purchase order in money, on every line under its
 * reference: hours, fees, expenses, and what is taken off them.
 *
 * @param name unique within the agreement; what was used is kept under it
 * @param match which work counts, of whichever projects share it
 * @param rules names of the rules it holds for; empty for all
 * @param limit the most that may be billed
 * @param scope over which time
 * @param atCap what happens to what is beyond
 * @param warnAt percentages of the limit that raise a notice
 * @param expenses whether expenses count too; only with a limit in money
 * @param order number of the purchase order whose limit it is; null for a cap of its own
 */
public record Cap(
        String name,
        Match match,
        Set<String> rules,
        Limit limit,
        Scope scope,
        AtCap atCap,
        List<Integer> warnAt,
        boolean expenses,
        @Nullable String order) {
    /** Over which time a cap counts. */
    public enum Scope {
        PERIOD,
        /** As long as the agreement runs. */
        TOTAL
    }

    /** What happens to work beyond a cap. */
    public enum AtCap {
        /** Written off, so that the bill fits under. */
        FIT,
        /** Held for a person. */
        HOLD,
        /** Passed to the next rule that matches; held when there is none. */
        PASS
    }

    public Cap {
        rules = Set.copyOf(rules);
        warnAt = List.copyOf(warnAt);
        if (expenses && limit instanceof Limit.InHours) {
            throw new IllegalArgumentException("Cap " + name + " counts hours, so it cannot count expenses");
        }
    }

    /** No purchase order's. */
    public Cap(
            String name,
            Match match,
            Set<String> rules,
            Limit limit,
            Scope scope,
            AtCap atCap,
            List<Integer> warnAt,
            boolean expenses) {
        this(name, match, rules, limit, scope, atCap, warnAt, expenses, null);
    }

    /** The limit of a purchase order; in money, expenses count under it. */
    public static Cap ofOrder(String number, Match match, Limit limit, AtCap atCap) {
        return new Cap(
                "purchase order " + number,
                match,
                Set.of(),
                limit,
                Scope.TOTAL,
                atCap,
                List.of(),
                limit instanceof Limit.InMoney,
                number);
    }

    public static Cap of(String name, Match match, Limit limit, AtCap atCap) {
        return new Cap(name, match, Set.of(), limit, Scope.TOTAL, atCap, List.of(), false);
    }

    public Cap perPeriod() {
        return new Cap(name, match, rules, limit, Scope.PERIOD, atCap, warnAt, expenses, order);
    }

    public Cap warningAt(Integer... percentages) {
        return new Cap(name, match, rules, limit, scope, atCap, List.of(percentages), expenses, order);
    }

    public Cap countingExpenses() {
        return new Cap(name, match, rules, limit, scope, atCap, warnAt, true, order);
    }

    /** Whether every line under the reference counts, by what it comes to in the end. */
    public boolean isOfWholeOrder() {
        return order != null && limit instanceof Limit.InMoney;
    }

    public boolean holds(String rule, Origin origin) {
        return (rules.isEmpty() || rules.contains(rule)) && match.matches(origin);
    }
}
