package org.harvestxero.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MappingDesk.Condition;
import org.harvestxero.api.MappingDesk.Fix;
import org.harvestxero.api.MappingDesk.Now;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a choice counts: wherever the rule counts that decides now, or by a new rule. */
final class FixTerms {
    @Option(
            names = "--number",
            paramLabel = "N",
            description = "Which of several things it waits for, as listed without a value.")
    @Nullable
    Integer number;

    @Option(names = "--new-rule", description = "Add a rule, though the one that decides now could be given the value.")
    boolean newRule;

    @Option(
            names = "--when",
            paramLabel = "KEY",
            split = ",",
            description = "What the new rule asks, such as client,kind; otherwise what suits the document best.")
    @Nullable
    List<String> when;

    @Option(names = "--always", description = "The new rule counts everywhere.")
    boolean always;

    @Option(names = "--why", paramLabel = "TEXT", description = "Kept beside the new rule.")
    String why = "";

    /** Whether what decides now gets the value. */
    boolean changes(Fix fix) {
        Now now = fix.now();
        return now != null && now.changeable() && !newRule && !always && when == null;
    }

    /**
     * What a new rule asks.
     *
     * @throws DecisionException when it can't ask that here
     */
    Set<String> conditions(Fix fix) {
        if (always && when != null) {
            throw new DecisionException(
                    "Say either --always or --when: a rule that counts everywhere asks for nothing.");
        }
        Set<String> possible = fix.conditions().stream().map(Condition::key).collect(Collectors.toSet());
        if (when != null) {
            when.stream().filter(key -> !possible.contains(key)).findFirst().ifPresent(key -> {
                throw new DecisionException("A rule can't ask for \"" + key + "\" here, but for "
                        + fix.conditions().stream().map(Condition::key).collect(Collectors.joining(", ")) + ".");
            });
            return Set.copyOf(when);
        }
        return always
                ? Set.of()
                : fix.conditions().stream()
                        .filter(Condition::usual)
                        .map(Condition::key)
                        .collect(Collectors.toSet());
    }
}
