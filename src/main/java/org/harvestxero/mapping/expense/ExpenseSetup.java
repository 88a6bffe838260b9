package org.harvestxero.mapping.expense;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Holds what {@code mappings.yaml} says of expenses against what Xero has, before any expense meets it. */
public final class ExpenseSetup {
    private final ExpensePolicy policy;
    private final XeroSettings xero;
    private final ExpenseCoder coder;
    private final List<Misfit> misfits = new ArrayList<>();

    private ExpenseSetup(ExpensePolicy policy, XeroSettings xero) {
        this.policy = policy;
        this.xero = xero;
        this.coder = new ExpenseCoder(policy, xero);
    }

    /** @param where the key or rule at fault, such as {@code mappings.yaml expense rule 3} */
    public record Misfit(String where, Problem problem) {}

    /** What names something in Xero that isn't there or can't be used; empty when all is well. */
    public static List<Misfit> misfits(ExpensePolicy policy, XeroSettings xero) {
        ExpenseSetup setup = new ExpenseSetup(policy, xero);
        policy.account().ifPresent(code -> setup.account("mappings.yaml expenses account", code));
        policy.rules().narrowestFirst().stream()
                .sorted(Comparator.comparingInt(ExpenseRule::number))
                .forEach(setup::rule);
        return List.copyOf(setup.misfits);
    }

    /** The categories whose expenses no rule may have an account for. @param categories names, as Harvest has them */
    public static List<String> withoutAccount(ExpensePolicy policy, Collection<String> categories) {
        return policy.account().isPresent()
                ? List.of()
                : categories.stream()
                        .filter(category -> policy.rules().narrowestFirst().stream()
                                .filter(rule -> mayBeOf(rule.when(), category))
                                .noneMatch(rule -> rule.use().account() != null || isLeftOut(rule)))
                        .sorted()
                        .toList();
    }

    private static boolean mayBeOf(ExpenseRule.When when, String category) {
        String named = when.category();
        return named == null || named.matches("\\d+") || Texts.same(named, category);
    }

    private static boolean isLeftOut(ExpenseRule rule) {
        return rule.use().as().filter(ExpenseWay.NONE::equals).isPresent();
    }

    private void rule(ExpenseRule rule) {
        ExpenseRule.Use use = rule.use();
        String where = rule.title();
        Account account = use.account() == null ? null : account(where, use.account());
        if (use.taxType() != null) {
            add(where, coder.rate(new Ruling(use.taxType(), where), account));
        }
        if (use.paymentAccount() != null) {
            add(where, ExpenseMapper.bankAccount(xero, use.paymentAccount(), null));
        }
        use.tracking().forEach((category, option) -> {
            boolean filled = option.contains("{");
            add(where, filled ? coder.category(category) : coder.option(category, option));
        });
    }

    private @Nullable Account account(String where, String code) {
        Choice<Account> fit = coder.fit(new Ruling(code, where));
        add(where, fit);
        return fit.isRefused() ? null : fit.value();
    }

    private void add(String where, Choice<?> choice) {
        Problem problem = choice.problem();
        if (problem != null) {
            misfits.add(new Misfit(where, problem));
        }
    }
}
