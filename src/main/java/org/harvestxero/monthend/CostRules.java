package org.harvestxero.monthend;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How labour cost is booked: the first rule that fits decides.
 *
 * @param usual where work goes that no rule takes; null to leave it out and say so
 * @param clearing what the whole cost is credited to
 * @param approvedOnly whether work counts only once it is approved
 */
public record CostRules(List<CostRule> rules, CostRule.@Nullable Target usual, Coding clearing, boolean approvedOnly) {
    public CostRules {
        rules = List.copyOf(rules);
    }

    Optional<Coding> coding(Work work) {
        return rules.stream()
                .filter(rule -> rule.when().holds(work))
                .map(CostRule::target)
                .findFirst()
                .or(() -> Optional.ofNullable(usual))
                .map(target -> target.of(work));
    }
}
