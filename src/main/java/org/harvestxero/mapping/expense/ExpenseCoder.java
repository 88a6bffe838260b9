package org.harvestxero.mapping.expense;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.mapping.coding.AccountChoice;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.coding.TaxChoice;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Decides account, tax type and tracking of an expense: by rule, then by the account that all others go to. */
final class ExpenseCoder {
    private static final String NO_TAX = "NONE";

    private final ExpensePolicy policy;
    private final XeroSettings xero;

    ExpenseCoder(ExpensePolicy policy, XeroSettings xero) {
        this.policy = policy;
        this.xero = xero;
    }

    /** What was decided of an expense, and why, or what keeps it from being decided. */
    record Coded(Choice<Account> account, Optional<Choice<TaxRate>> tax, List<Choice<Tracking>> tracking) {
        List<Problem> problems() {
            List<Choice<?>> all = new ArrayList<>(List.of(account));
            tax.ifPresent(all::add);
            all.addAll(tracking);
            List<Problem> problems = new ArrayList<>();
            all.forEach(choice -> Optional.ofNullable(choice.problem()).ifPresent(problems::add));
            return problems;
        }
    }

    Coded code(SourceExpense expense) {
        Choice<Account> account = account(expense);
        return new Coded(
                account,
                account.isRefused() ? Optional.empty() : Optional.of(tax(expense, account.value())),
                tracking(expense));
    }

    private Choice<Account> account(SourceExpense expense) {
        return policy.rules()
                .decide(expense, ExpenseRule.Use::account)
                .or(() -> policy.account().map(code -> new Ruling(code, "the account of all other expenses")))
                .map(this::fit)
                .orElseGet(() -> Choice.refused(Problem.of(
                        FailureCode.EXPENSE_ACCOUNT_MISSING, expense.category().name())));
    }

    Choice<Account> fit(Ruling named) {
        Choice<Account> fit = AccountChoice.fit(xero, named.value(), named.by());
        Problem problem = fit.problem();
        return problem == null
                ? fit
                : Choice.refused(Problem.of(FailureCode.EXPENSE_ACCOUNT_UNFIT, named.value())
                        .with(
                                "words",
                                switch (problem.code()) {
                                    case ACCOUNT_UNKNOWN -> "Xero has no such account";
                                    case ACCOUNT_ARCHIVED -> "it is archived in Xero";
                                    default -> "it is a bank or system account of Xero";
                                }));
    }

    private Choice<TaxRate> tax(SourceExpense expense, Account account) {
        if (policy.amounts().taxMode() == TaxMode.NO_TAX) {
            return Choice.of(TaxChoice.find(xero, NO_TAX).orElseThrow(), "amounts are untaxed");
        }
        Optional<Ruling> named = policy.rules()
                .decide(expense, ExpenseRule.Use::taxType)
                .or(() -> Optional.ofNullable(account.taxType())
                        .map(type -> new Ruling(type, "default tax of account " + account.code())));
        if (named.isEmpty()) {
            return Choice.refused(Problem.of(FailureCode.EXPENSE_TAX_MISSING, String.valueOf(account.code()))
                    .with("category", expense.category().name()));
        }
        return rate(named.get(), account);
    }

    /** @param account that it is to be used with; null for any */
    Choice<TaxRate> rate(Ruling named, @Nullable Account account) {
        Optional<TaxRate> rate = TaxChoice.find(xero, named.value());
        String unfit = rate.isEmpty()
                ? "Xero has no such tax rate"
                : !rate.get().active()
                        ? "it is no longer active in Xero"
                        : account == null || TaxChoice.isAllowed(rate.get(), account)
                                ? null
                                : "Xero doesn't allow it there";
        return unfit == null
                ? Choice.of(rate.orElseThrow(), named.by())
                : Choice.refused(Problem.of(FailureCode.EXPENSE_TAX_UNFIT, named.value())
                        .with("account", account == null ? "any account" : String.valueOf(account.code()))
                        .with("words", unfit));
    }

    private List<Choice<Tracking>> tracking(SourceExpense expense) {
        List<Choice<Tracking>> choices = new ArrayList<>();
        for (Map.Entry<String, String> wanted : policy.rules().tracking(expense).entrySet()) {
            choices.add(option(wanted.getKey(), filled(wanted.getValue(), expense)));
        }
        return choices;
    }

    private static String filled(String text, SourceExpense expense) {
        return Tracking.option(text.replace("{client}", expense.work().clientName())
                .replace("{project}", expense.work().project().name())
                .replace("{person}", expense.person().name()));
    }

    Choice<TrackingCategory> category(String name) {
        return xero.trackingCategory(name)
                .filter(TrackingCategory::active)
                .map(found -> Choice.of(found, "mappings.yaml"))
                .orElseGet(() -> Choice.refused(Problem.of(FailureCode.TRACKING_CATEGORY_MISSING, name)));
    }

    Choice<Tracking> option(String name, String wanted) {
        Choice<TrackingCategory> category = category(name);
        if (category.isRefused()) {
            return Choice.refused(Problem.of(FailureCode.TRACKING_CATEGORY_MISSING, name));
        }
        Optional<TrackingCategory.Option> option = category.value().option(wanted);
        if (option.isEmpty() || !option.get().active()) {
            FailureCode code =
                    option.isEmpty() ? FailureCode.TRACKING_OPTION_UNKNOWN : FailureCode.TRACKING_OPTION_ARCHIVED;
            return Choice.refused(Problem.of(code, wanted).with("category", name));
        }
        return Choice.of(new Tracking(category.value().name(), option.get().name()), "mappings.yaml");
    }
}
