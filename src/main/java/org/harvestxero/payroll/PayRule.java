package org.harvestxero.payroll;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        private static final Pattern BRACES = Pattern.compile("\\{[a-z]+}");

        @Nullable
        String option(Work work) {
            return tracking == null
                    ? null
                    : BRACES.matcher(tracking)
                            .replaceAll(found -> Matcher.quoteReplacement(filled(found.group(), work)));
        }

        /** In one go: what stands in braces within a name stays as it is. */
        private static String filled(String braces, Work work) {
            return switch (braces) {
                case "{project}" -> work.project().name();
                case "{client}" -> work.client().name();
                case "{task}" -> work.task().name();
                default -> braces;
            };
        }
    }
}
