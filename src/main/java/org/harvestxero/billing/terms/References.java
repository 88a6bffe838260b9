package org.harvestxero.billing.terms;

import java.util.Set;
import java.util.TreeSet;

/**
 * Every name an agreement uses of things that live in Harvest or Xero, so that they can be looked up there.
 *
 * @param projects by name, code or id
 * @param tasks by name or id
 * @param categories expense categories, by name or id
 * @param tasksOrCategories where the agreement leaves open which of the two is meant
 * @param people by name or id
 * @param roles by name
 * @param accounts Xero account codes
 * @param taxTypes Xero tax types
 * @param items Xero item codes
 * @param tracking Xero tracking categories
 */
public record References(
        Set<String> projects,
        Set<String> tasks,
        Set<String> categories,
        Set<String> tasksOrCategories,
        Set<String> people,
        Set<String> roles,
        Set<String> accounts,
        Set<String> taxTypes,
        Set<String> items,
        Set<String> tracking) {
    public static References of(Agreement agreement) {
        References all = new References(
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>());
        agreement.rules().forEach(all::add);
        all.add(agreement.pricing().rates());
        agreement.limits().caps().forEach(cap -> all.add(cap.match(), all.tasksOrCategories));
        agreement.limits().adjustments().forEach(adjustment -> all.add(adjustment.match(), all.tasks));
        agreement.books().purchaseOrders().forEach(order -> all.add(order.match(), all.tasksOrCategories));
        for (CodingRule coding : agreement.books().codings()) {
            all.add(coding.match(), all.tasksOrCategories);
            all.add(coding.coding());
        }
        for (ExpenseRule rule : agreement.expenses().rules()) {
            all.add(rule.match(), all.categories);
            all.add(rule.coding());
        }
        return all;
    }

    private void add(Rule rule) {
        add(rule.match(), tasks);
        add(rule.rates());
        add(rule.coding());
        if (rule.terms() instanceof FixedFee fixed) {
            fixed.phases().forEach(phase -> add(phase.match(), tasks));
        }
    }

    private void add(RateCard card) {
        card.lines().forEach(line -> add(line.match(), tasks));
    }

    private void add(Match match, Set<String> kinds) {
        projects.addAll(match.projects());
        kinds.addAll(match.kinds());
        roles.addAll(match.roles());
        people.addAll(match.people());
    }

    private void add(Coding coding) {
        if (coding.account() != null) {
            accounts.add(coding.account());
        }
        if (coding.taxType() != null) {
            taxTypes.add(coding.taxType());
        }
        if (coding.item() != null) {
            items.add(coding.item());
        }
        tracking.addAll(coding.tracking().keySet());
    }
}
