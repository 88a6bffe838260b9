package org.harvestxero.mapping.expense;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.jspecify.annotations.Nullable;

/**
 * The rules for expenses. Each thing to decide is decided by the narrowest rule that fits and says something about it; among equally
 * narrow ones the first in the file wins.
 */
public record ExpenseRules(List<ExpenseRule> narrowestFirst) {
    public ExpenseRules {
        narrowestFirst = narrowestFirst.stream()
                .sorted(Comparator.comparingInt(
                                (ExpenseRule rule) -> -rule.when().narrowness())
                        .thenComparingInt(ExpenseRule::number))
                .toList();
    }

    /** Whether any rule names a tracking option, so that Xero's have to be known. */
    public boolean usesTracking() {
        return narrowestFirst.stream().anyMatch(rule -> !rule.use().tracking().isEmpty());
    }

    /** What the rules say about one thing, and which of them says it. */
    Optional<Ruling> decide(SourceExpense expense, Function<ExpenseRule.Use, @Nullable String> what) {
        return deciding(expense, what).map(rule -> new Ruling(String.valueOf(what.apply(rule.use())), rule.title()));
    }

    /** The rule that decides one thing. */
    Optional<ExpenseRule> deciding(SourceExpense expense, Function<ExpenseRule.Use, @Nullable String> what) {
        return narrowestFirst.stream()
                .filter(rule -> rule.when().fits(expense) && what.apply(rule.use()) != null)
                .findFirst();
    }

    /** The same of what is no text. */
    <T> Optional<T> first(SourceExpense expense, Function<ExpenseRule.Use, Optional<T>> what) {
        return narrowestFirst.stream()
                .filter(rule -> rule.when().fits(expense))
                .flatMap(rule -> what.apply(rule.use()).stream())
                .findFirst();
    }

    /** The tracking options of an expense by category, in alphabetical order. */
    Map<String, String> tracking(SourceExpense expense) {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        narrowestFirst.stream()
                .filter(rule -> rule.when().fits(expense))
                .forEach(rule -> rule.use().tracking().forEach(options::putIfAbsent));
        return options;
    }
}
