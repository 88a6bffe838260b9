package org.harvestxero.billing.terms;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of some expenses.
 *
 * @param match which, by category, project or person
 * @param fate what happens to them
 * @param markUp percent added, 0 for none
 * @param unitPrice our own price of a unit, such as a kilometre; null for what it cost
 * @param coding account, tax type and tracking of its lines
 * @param reason why they are not billed; empty when they are
 */
public record ExpenseRule(
        Match match, Fate fate, BigDecimal markUp, @Nullable BigDecimal unitPrice, Coding coding, String reason) {
    /** What happens to an expense. */
    public enum Fate {
        BILL,
        /** Inside a fee. */
        COVER,
        HOLD,
        WRITE_OFF
    }

    public static ExpenseRule billed(Match match) {
        return new ExpenseRule(match, Fate.BILL, BigDecimal.ZERO, null, Coding.open(), "");
    }

    public ExpenseRule markedUp(String percent) {
        return new ExpenseRule(match, fate, new BigDecimal(percent), unitPrice, coding, reason);
    }

    public ExpenseRule with(Coding own) {
        return new ExpenseRule(match, fate, markUp, unitPrice, own, reason);
    }
}
