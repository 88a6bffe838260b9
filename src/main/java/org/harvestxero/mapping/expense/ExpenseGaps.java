package org.harvestxero.mapping.expense;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.Gap;
import org.harvestxero.mapping.coding.Gap.Decision;
import org.harvestxero.mapping.coding.Gap.Fit;
import org.harvestxero.mapping.coding.Gap.Place;
import org.harvestxero.mapping.coding.RuleKey;
import org.harvestxero.mapping.coding.TrackingChoice;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Finds what of an expense could not be coded, each with what a rule may ask of it. */
public final class ExpenseGaps {
    private final SourceExpense expense;
    private final ExpensePolicy policy;
    private final String currency;
    private final List<Gap> gaps = new ArrayList<>();

    private ExpenseGaps(SourceExpense expense, ExpensePolicy policy, String currency) {
        this.expense = expense;
        this.policy = policy;
        this.currency = currency;
    }

    /** @param usual what becomes of an expense that no rule speaks of */
    public static List<Gap> of(SourceExpense expense, ExpensePolicy policy, ExpenseWay usual, XeroSettings xero) {
        String base = xero.organisation().baseCurrency();
        String named = expense.work().currency();
        ExpenseGaps gaps = new ExpenseGaps(expense, policy, policy.amounts().inBase() || named == null ? base : named);
        gaps.find(usual, xero);
        return gaps.gaps;
    }

    private void find(ExpenseWay usual, XeroSettings xero) {
        ExpenseCoder.Coded coded = new ExpenseCoder(policy, xero).code(expense);
        Problem account = coded.account().problem();
        if (account != null) {
            Place place = place(RuleKey.ACCOUNT);
            add(account, place, rule(place, ExpenseRule.Use::account).or(this::usualAccount), null);
        }
        Problem tax = coded.tax().map(Choice::problem).orElse(null);
        if (tax != null) {
            Place place = place(RuleKey.TAX_TYPE);
            add(
                    tax,
                    place,
                    rule(place, ExpenseRule.Use::taxType),
                    coded.account().value());
        }
        coded.tracking().forEach(option -> tracking(option.problem()));
        ExpenseWay way = policy.rules().first(expense, ExpenseRule.Use::as).orElse(usual);
        Problem bank = way == ExpenseWay.SPEND
                ? ExpenseMapper.bank(expense, policy, xero, currency).problem()
                : null;
        if (bank != null) {
            Place place = place(RuleKey.PAYMENT_ACCOUNT);
            add(bank, place, rule(place, ExpenseRule.Use::paymentAccount), null);
        }
    }

    private static Place place(RuleKey key) {
        return new Place(Place.EXPENSES, key, null);
    }

    private void tracking(@Nullable Problem problem) {
        String category = problem == null ? null : problem.facts().get("category");
        if (problem != null && category != null) {
            Place place = new Place(Place.EXPENSES, RuleKey.TRACKING, category);
            add(problem, place, rule(place, use -> TrackingChoice.optionOf(use.tracking(), category)), null);
        }
    }

    private Optional<Decision> usualAccount() {
        return policy.account()
                .map(code -> new Decision(code, "the account of all other expenses", "/expenses/account"));
    }

    private Optional<Decision> rule(Place place, Function<ExpenseRule.Use, @Nullable String> what) {
        return policy.rules()
                .deciding(expense, what)
                .map(rule -> new Decision(
                        String.valueOf(what.apply(rule.use())),
                        rule.title(),
                        place.of(rule.number(), rule.use().tracking())));
    }

    private void add(Problem problem, Place place, Optional<Decision> decision, @Nullable Account account) {
        gaps.add(new Gap(
                problem, place, facts(), decision, new Fit(Optional.ofNullable(account), Optional.empty(), currency)));
    }

    /** What a rule may ask, the narrowest first. */
    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("project", expense.work().project().name());
        facts.put("client", expense.work().clientName());
        facts.put("person", expense.person().name());
        facts.put("category", expense.category().name());
        facts.put("billable", expense.standing().billable() ? "yes" : "no");
        Optional.ofNullable(expense.work().currency()).ifPresent(code -> facts.put("currency", code));
        facts.values().removeIf(String::isBlank);
        return facts;
    }
}
