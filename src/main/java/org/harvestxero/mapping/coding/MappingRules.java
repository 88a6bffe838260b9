package org.harvestxero.mapping.coding;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.harvestxero.mapping.document.ProjectTypes;
import org.harvestxero.mapping.document.SourceProject;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@code mappings.yaml}. Each thing to decide is decided by the narrowest rule that fits and says something about
 * it; among equally narrow ones the first in the file wins.
 */
public final class MappingRules {
    public static final MappingRules NONE = new MappingRules(List.of());

    private final List<MappingRule> narrowestFirst;
    private final ProjectTypes projectTypes;

    public MappingRules(List<MappingRule> inFileOrder) {
        this(
                inFileOrder.stream()
                        .sorted(Comparator.comparingInt(
                                        (MappingRule rule) -> -rule.when().narrowness())
                                .thenComparingInt(MappingRule::number))
                        .toList(),
                ProjectTypes.UNREAD);
    }

    private MappingRules(List<MappingRule> narrowestFirst, ProjectTypes projectTypes) {
        this.narrowestFirst = narrowestFirst;
        this.projectTypes = projectTypes;
    }

    /** The same rules, knowing what type each project is. */
    public MappingRules with(ProjectTypes types) {
        return new MappingRules(narrowestFirst, types);
    }

    /** Whether any rule asks for the type of a project, so that Harvest's projects have to be known. */
    public boolean usesProjectTypes() {
        return narrowestFirst.stream().anyMatch(rule -> rule.when().projectType() != null);
    }

    /** What of the given projects a rule asks for and nobody could read; nothing is decided then. */
    public List<Problem> unread(List<SourceProject> projects) {
        if (!usesProjectTypes() || projectTypes.areRead()) {
            return List.of();
        }
        return projects.stream()
                .distinct()
                .filter(project -> projectTypes.of(project.id()).isEmpty())
                .map(project -> Problem.of(FailureCode.PROJECT_TYPE_UNREAD, project.name()))
                .toList();
    }

    /** The rules as they are asked, narrowest first. */
    public List<MappingRule> narrowestFirst() {
        return narrowestFirst;
    }

    /** Whether any rule names a tracking option, so that Xero's have to be known. */
    public boolean usesTracking() {
        return narrowestFirst.stream().anyMatch(rule -> !rule.use().tracking().isEmpty());
    }

    /** Whether any rule names a branding theme, so that Xero's have to be known. */
    public boolean usesBrandingThemes() {
        return narrowestFirst.stream().anyMatch(rule -> rule.use().brandingTheme() != null);
    }

    /** What the rules say about one thing, and which of them says it. */
    public Optional<Ruling> decide(RuleFacts facts, Function<MappingRule.Use, @Nullable String> what) {
        return deciding(facts, what).map(rule -> new Ruling(String.valueOf(what.apply(rule.use())), rule.title()));
    }

    /** The rule that decides one thing. */
    public Optional<MappingRule> deciding(RuleFacts facts, Function<MappingRule.Use, @Nullable String> what) {
        return narrowestFirst.stream()
                .filter(rule -> rule.when().fits(facts, projectTypes) && what.apply(rule.use()) != null)
                .findFirst();
    }

    /** Names of the tracking categories any rule fills for this, in alphabetical order. */
    Set<String> trackingCategories(RuleFacts facts) {
        Set<String> categories = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        narrowestFirst.stream()
                .filter(rule -> rule.when().fits(facts, projectTypes))
                .forEach(rule -> categories.addAll(rule.use().tracking().keySet()));
        return categories;
    }

    /** What a rule decided, and how explanations name it. */
    public record Ruling(String value, String by) {
        /** How an agreement is named as the one who decided. */
        static final String AGREEMENT = "the agreement";
    }
}
