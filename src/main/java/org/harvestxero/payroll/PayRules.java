package org.harvestxero.payroll;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.monthend.Work;
import org.jspecify.annotations.Nullable;

/**
 * How approved work is paid: the first rule that fits decides.
 *
 * @param usual what work is paid as that no rule takes; null to leave it out and say so
 * @param overtime null where no hours are
 * @param leave tasks by name or id that are time off: told, not sent
 */
public record PayRules(
        List<PayRule> rules,
        PayRule.@Nullable Target usual,
        @Nullable OvertimeRule overtime,
        Set<String> leave) {
    public PayRules {
        rules = List.copyOf(rules);
        leave = Set.copyOf(leave);
    }

    Optional<PayRule.Target> target(Work work) {
        return rules.stream()
                .filter(rule -> rule.when().holds(work))
                .map(PayRule::target)
                .findFirst()
                .or(() -> Optional.ofNullable(usual));
    }

    boolean isLeave(Work work) {
        return leave.stream().anyMatch(work.task()::isCalled);
    }
}
