package org.harvestxero.billing.terms;

import java.util.Set;
import org.harvestxero.billing.Origin;

/**
 * Says how some lines are coded.
 *
 * @param match which work
 * @param rules names of the rules it holds for; empty for all
 * @param coding what it says; tracking options may hold {@code {project}}, {@code {project-code}}, {@code {task}},
 *     {@code {role}}, {@code {person}}
 */
public record CodingRule(Match match, Set<String> rules, Coding coding) {
    public CodingRule {
        rules = Set.copyOf(rules);
    }

    public boolean holds(String rule, Origin origin) {
        return (rules.isEmpty() || rules.contains(rule)) && match.matches(origin);
    }

    /** Whether it holds for lines that belong to a rule but to no work, such as fees. */
    public boolean holds(String rule) {
        return (rules.isEmpty() || rules.contains(rule)) && match.isAny();
    }
}
