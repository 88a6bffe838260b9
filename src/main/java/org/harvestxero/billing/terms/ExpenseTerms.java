package org.harvestxero.billing.terms;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Approval;

/**
 * How expenses are billed.
 *
 * @param approval how far an expense must have come
 * @param nonBillable whether expenses marked non-billable are billed too
 * @param rules the first that matches holds; without one an expense is billed at cost
 * @param rates price of one unit of a foreign currency in the client's; expenses in others are held
 * @param together whether expenses of one project and category share a line
 */
public record ExpenseTerms(
        Approval approval,
        boolean nonBillable,
        List<ExpenseRule> rules,
        Map<Currency, BigDecimal> rates,
        boolean together) {
    public ExpenseTerms {
        rules = List.copyOf(rules);
        rates = Map.copyOf(rates);
    }

    /** Approved, billable expenses at cost. */
    public static ExpenseTerms atCost() {
        return new ExpenseTerms(Approval.APPROVED, false, List.of(), Map.of(), false);
    }

    public static ExpenseTerms of(ExpenseRule... rules) {
        return new ExpenseTerms(Approval.APPROVED, false, List.of(rules), Map.of(), false);
    }

    /** Expenses of one project and category on one line. */
    public ExpenseTerms onOneLine() {
        return new ExpenseTerms(approval, nonBillable, rules, rates, true);
    }

    public ExpenseTerms converting(String currency, String rate) {
        return new ExpenseTerms(
                approval, nonBillable, rules, Map.of(Currency.getInstance(currency), new BigDecimal(rate)), together);
    }
}
