package org.harvestxero.payroll;

import org.harvestxero.monthend.CostRule;
import org.harvestxero.monthend.Work;
import org.jspecify.annotations.Nullable;

/** Which work is paid as what. */
public record PayRule(CostRule.Condition when, Target target) {
    /**
     * @param rate name or id of the earnings rate
     * @param tracking option of the category that payroll tracks timesheets by; may hold {project}, {client}, {task}; null for none
     * @param overtime whether its hours count towards the bounds of overtime, and are overtime beyond them
     */
    public record Target(String rate, @Nullable String tracking, boolean overtime) {
        @Nullable
        String option(Work work) {
            return tracking == null ? null : work.fill(tracking);
        }
    }
}
