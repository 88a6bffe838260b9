package org.harvestxero.config.agreement;

import java.util.HashSet;
import java.util.Set;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.CodingRule;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Template;

/** Reads which work is meant, and how it is coded. */
final class MatchReader {
    private static final Set<String> TRACKING_NAMES = Set.of("project", "project-code", "task", "role", "person");

    private MatchReader() {}

    static Match match(Section section) {
        Set<String> kinds = new HashSet<>(section.texts("tasks"));
        kinds.addAll(section.texts("categories"));
        return new Match(section.texts("projects"), kinds, section.texts("roles"), section.texts("people"));
    }

    static Match matchOfRate(Section section) {
        return new Match(
                section.texts("project"), section.texts("task"), section.texts("role"), section.texts("person"));
    }

    static Coding coding(Section section) {
        section.pairs("tracking")
                .values()
                .forEach(option -> section.sensible("tracking", () -> Template.of(option, TRACKING_NAMES)));
        return new Coding(
                section.textOrNull("account"),
                section.textOrNull("taxType"),
                section.textOrNull("item"),
                section.pairs("tracking"));
    }

    static CodingRule codingRule(Section section) {
        return new CodingRule(match(section.in("for")), section.texts("rules"), coding(section));
    }
}
