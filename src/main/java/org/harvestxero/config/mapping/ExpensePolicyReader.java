package org.harvestxero.config.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.harvestxero.mapping.expense.ExpensePeriod;
import org.harvestxero.mapping.expense.ExpensePolicy;
import org.harvestxero.mapping.expense.ExpenseRule;
import org.harvestxero.mapping.expense.ExpenseRules;
import org.harvestxero.mapping.expense.ExpenseWay;
import org.harvestxero.mapping.expense.ReceiptPolicy;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.jspecify.annotations.Nullable;

/** Makes what is said of expenses of a tree that the schema allows. */
final class ExpensePolicyReader {
    private static final Set<String> YES = Set.of("yes", "true");

    private ExpensePolicyReader() {}

    /** @param expenses missing where nothing is said */
    static ExpensePolicy policy(JsonNode expenses) {
        ExpensePolicy usual = ExpensePolicy.DEFAULT;
        return new ExpensePolicy(
                new ExpensePolicy.Bills(
                        word(expenses, "period")
                                .map(ExpensePeriod.Length::called)
                                .orElse(usual.bills().period()),
                        word(expenses, "date").filter("period-end"::equals).isPresent(),
                        word(expenses, "status")
                                .map(TargetPurchase.Status::called)
                                .orElse(usual.bills().status()),
                        text(expenses, "approver")),
                new ExpensePolicy.Amounts(
                        word(expenses, "amounts")
                                .map(ExpensePolicyReader::taxMode)
                                .orElse(usual.amounts().taxMode()),
                        word(expenses, "currency").filter("base"::equals).isPresent(),
                        text(expenses, "account")),
                word(expenses, "receipts").map(ReceiptPolicy::called).orElse(usual.receipts()),
                new ExpensePolicy.People(
                        word(expenses, "contacts").filter("create"::equals).isPresent()),
                new ExpenseRules(rules(expenses.path("rules"))));
    }

    private static TaxMode taxMode(String word) {
        return switch (word) {
            case "net" -> TaxMode.EXCLUSIVE;
            case "untaxed" -> TaxMode.NO_TAX;
            default -> TaxMode.INCLUSIVE;
        };
    }

    private static List<ExpenseRule> rules(JsonNode list) {
        List<ExpenseRule> rules = new ArrayList<>();
        for (JsonNode rule : list) {
            rules.add(new ExpenseRule(
                    rules.size() + 1, text(rule, "why"), when(rule.path("when")), use(rule.path("use"))));
        }
        return rules;
    }

    private static ExpenseRule.When when(JsonNode when) {
        return new ExpenseRule.When(
                text(when, "project"),
                text(when, "client"),
                text(when, "person"),
                text(when, "category"),
                word(when, "billable").map(YES::contains).orElse(null),
                text(when, "currency"));
    }

    private static ExpenseRule.Use use(JsonNode use) {
        Map<String, String> tracking = new HashMap<>();
        use.path("tracking")
                .properties()
                .forEach(entry ->
                        tracking.put(entry.getKey(), entry.getValue().asText().strip()));
        return new ExpenseRule.Use(
                word(use, "as").map(ExpenseWay::called),
                text(use, "account"),
                text(use, "taxType"),
                tracking,
                text(use, "paymentAccount"),
                text(use, "contact"),
                word(use, "receipts").map(ReceiptPolicy::called));
    }

    private static Optional<String> word(JsonNode node, String key) {
        return Optional.ofNullable(text(node, key));
    }

    private static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isTextual() ? value.asText().strip() : null;
    }
}
