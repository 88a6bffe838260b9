package org.harvestxero.billing.engine;

import java.util.Map;
import org.harvestxero.billing.terms.Limit;

/**
 * What people said before the run.
 *
 * @param entries by time entry id
 * @param expenses by expense id
 * @param overage approved by retainer, on top of what needs no approval, in the same measure
 */
public record Decisions(Map<Long, Decision> entries, Map<Long, Decision> expenses, Map<String, Limit> overage) {
    public Decisions {
        entries = Map.copyOf(entries);
        expenses = Map.copyOf(expenses);
        overage = Map.copyOf(overage);
    }

    public static Decisions none() {
        return new Decisions(Map.of(), Map.of(), Map.of());
    }
}
