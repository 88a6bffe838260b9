package org.harvestxero.billing.terms;

import java.util.List;

/**
 * When drafts go to people, and to whom.
 *
 * @param rules any of them sends a draft to review; empty for straight through
 * @param steps roles that say yes, one after the other; one or two
 */
public record ReviewPolicy(List<ReviewRule> rules, List<String> steps) {
    public ReviewPolicy {
        rules = List.copyOf(rules);
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > 2) {
            throw new IllegalArgumentException("A review has one or two steps, not " + steps.size());
        }
    }

    public static ReviewPolicy straightThrough() {
        return new ReviewPolicy(List.of(), List.of("reviewer"));
    }

    public static ReviewPolicy when(ReviewRule... rules) {
        return new ReviewPolicy(List.of(rules), List.of("reviewer"));
    }
}
