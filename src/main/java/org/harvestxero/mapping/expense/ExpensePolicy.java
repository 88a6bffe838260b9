package org.harvestxero.mapping.expense;

import java.util.List;
import java.util.Optional;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.jspecify.annotations.Nullable;

/** What {@code mappings.yaml} says of expenses: how bills are made, and the rules by which each expense is coded. */
public record ExpensePolicy(Bills bills, Amounts amounts, ReceiptPolicy receipts, People people, ExpenseRules rules) {
    /** Nothing is said: each month's expenses are a draft bill, gross, in the client's currency, and no contact is made. */
    public static final ExpensePolicy DEFAULT = new ExpensePolicy(
            new Bills(ExpensePeriod.Length.MONTH, false, TargetPurchase.Status.DRAFT, null),
            new Amounts(TaxMode.INCLUSIVE, false, null),
            ReceiptPolicy.WANTED,
            new People(false),
            new ExpenseRules(List.of()));

    /**
     * @param atPeriodEnd dated the period's last day; else the last day money was spent
     * @param approver name or e-mail address of the person whose approval in Harvest makes a bill go in approved; null when no
     *     bill does
     */
    public record Bills(
            ExpensePeriod.Length period,
            boolean atPeriodEnd,
            TargetPurchase.Status status,
            @Nullable String approver) {}

    /**
     * @param taxMode whether what people paid holds its tax
     * @param inBase whether amounts are in the organisation's currency whatever the client's is
     * @param account code of the account of what no rule codes
     */
    public record Amounts(
            TaxMode taxMode, boolean inBase, @Nullable String account) {}

    /** @param created whether a contact is made for a person Xero has none of */
    public record People(boolean created) {}

    /** Whether any expense may be booked as money spent. @param usual what becomes of one that no rule speaks of */
    public boolean mayBeSpent(ExpenseWay usual) {
        return usual == ExpenseWay.SPEND
                || rules.narrowestFirst().stream()
                        .anyMatch(rule ->
                                rule.use().as().filter(ExpenseWay.SPEND::equals).isPresent());
    }

    public Optional<String> account() {
        return Optional.ofNullable(amounts.account());
    }
}
