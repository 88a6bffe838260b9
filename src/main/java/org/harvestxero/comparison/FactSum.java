package org.harvestxero.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.comparison.DifferenceFacts.Fact;

/** Finds the facts that account for a difference. */
final class FactSum {
    private FactSum() {}

    /**
     * The fewest facts that add up to the difference; among equally few the first ones.
     *
     * @param tolerance how far off they may be, for rounding
     */
    static Optional<List<Fact>> fewest(List<Fact> facts, BigDecimal difference, BigDecimal tolerance) {
        for (int many = 1; many <= facts.size(); many++) {
            List<Fact> found = new ArrayList<>();
            if (search(facts, 0, many, difference, tolerance, found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static boolean search(
            List<Fact> facts, int from, int many, BigDecimal left, BigDecimal tolerance, List<Fact> found) {
        if (many == 0) {
            return left.abs().compareTo(tolerance) <= 0;
        }
        for (int i = from; i <= facts.size() - many; i++) {
            found.add(facts.get(i));
            if (search(facts, i + 1, many - 1, left.subtract(facts.get(i).amount()), tolerance, found)) {
                return true;
            }
            found.remove(found.size() - 1);
        }
        return false;
    }
}
