package org.harvestxero.config.agreement;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.monthend.CostRule;

/** Reads what rules about work have in common, whatever they say of it. */
final class WorkRuleReader {
    private static final Pattern BRACES = Pattern.compile("\\{[^{}]*}");

    private final List<String> filled;
    private final List<Fault> faults;

    /**
     * @param filled what may stand in an option of tracking to be filled in, with its braces
     * @param faults gets what is wrong
     */
    WorkRuleReader(List<String> filled, List<Fault> faults) {
        this.filled = filled;
        this.faults = faults;
    }

    /** Whether something is to be filled in. */
    static boolean isFilled(String option) {
        return BRACES.matcher(option).find();
    }

    /** Looks for what nothing is known to fill in for. @param section that names the option of tracking */
    void check(Section section, String option) {
        Matcher matcher = BRACES.matcher(option);
        while (matcher.find()) {
            if (!filled.contains(matcher.group())) {
                faults.add(section.fault(
                        "tracking", matcher.group() + " is not known; known are " + String.join(", ", filled)));
            }
        }
    }

    /** Which work the rule is about. */
    static CostRule.Condition condition(Section rule) {
        return new CostRule.Condition(
                rule.texts("client"),
                rule.texts("project"),
                rule.texts("task"),
                rule.texts("role"),
                rule.texts("person"),
                rule.has("contractor") ? rule.flag("contractor", false) : null);
    }
}
