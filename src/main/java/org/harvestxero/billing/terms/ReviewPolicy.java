package org.harvestxero.billing.terms;

import java.util.List;

/**
 * When drafts go to people, and to whom.
 *
 * @param rules any of them sends a draft to review; empty for straight through
 * @param steps roles that say yes, one after the other; one or two
 * @param behind what a draft does while one of an earlier period waits for a person
 */
public record ReviewPolicy(List<ReviewRule> rules, List<String> steps, Behind behind) {
    /** What becomes of a draft while one of an earlier period waits. */
    public enum Behind {
        /** It waits as well, and goes on by itself once the earlier one is decided and nothing else asks for a person. */
        WAIT,
        /** It goes its own way. */
        GO
    }

    public ReviewPolicy {
        rules = List.copyOf(rules);
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > 2) {
            throw new IllegalArgumentException("A review has one or two steps, not " + steps.size());
        }
    }

    public ReviewPolicy(List<ReviewRule> rules, List<String> steps) {
        this(rules, steps, Behind.WAIT);
    }

    public static ReviewPolicy straightThrough() {
        return new ReviewPolicy(List.of(), List.of("reviewer"));
    }

    public static ReviewPolicy when(ReviewRule... rules) {
        return new ReviewPolicy(List.of(rules), List.of("reviewer"));
    }
}
