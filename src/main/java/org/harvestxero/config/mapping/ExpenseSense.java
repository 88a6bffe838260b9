package org.harvestxero.config.mapping;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.mapping.expense.ExpensePolicy;
import org.harvestxero.mapping.expense.ExpenseRule;
import org.harvestxero.mapping.expense.ExpenseWay;
import org.harvestxero.mapping.expense.TargetPurchase;

/** Finds what is said of expenses and could never come about. */
final class ExpenseSense {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
    private static final Set<String> PLACEHOLDERS = Set.of("client", "project", "person");

    private ExpenseSense() {}

    /** What is wrong, one sentence by JSON pointer of the place. */
    static Map<String, String> refusals(ExpensePolicy policy) {
        Map<String, String> refusals = new TreeMap<>();
        boolean approved = policy.bills().status() == TargetPurchase.Status.AUTHORISED;
        if (approved && policy.bills().approver() == null) {
            refusals.put(
                    "/expenses/status",
                    "bills go in approved only where somebody approved the expenses in Harvest; name that person as"
                            + " \"approver\", or write submitted");
        }
        for (ExpenseRule rule : policy.rules().narrowestFirst()) {
            check(rule, "/expenses/rules/" + (rule.number() - 1), refusals);
        }
        return refusals;
    }

    private static void check(ExpenseRule rule, String place, Map<String, String> refusals) {
        ExpenseRule.Use use = rule.use();
        boolean bill = use.as().filter(ExpenseWay.BILL::equals).isPresent();
        if (use.paymentAccount() != null && bill) {
            refusals.put(
                    place + "/use/paymentAccount",
                    "a bill is paid later, so this account would never be used; remove it, or write as: spend");
        }
        boolean leftOut = use.as().filter(ExpenseWay.NONE::equals).isPresent();
        if (leftOut && (use.account() != null || use.taxType() != null || use.paymentAccount() != null)) {
            refusals.put(
                    place + "/use/as", "what is left out is not coded; remove account, taxType and paymentAccount");
        }
        use.tracking().forEach((category, option) -> {
            Matcher placeholder = PLACEHOLDER.matcher(option);
            while (placeholder.find()) {
                if (!PLACEHOLDERS.contains(placeholder.group(1))) {
                    refusals.put(
                            place + "/use/tracking",
                            "\"" + placeholder.group()
                                    + "\" can't be filled in; known are {client}, {project}, {person}");
                }
            }
        });
    }
}
