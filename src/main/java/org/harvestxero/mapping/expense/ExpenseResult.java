package org.harvestxero.mapping.expense;

import java.time.LocalDate;
import java.util.List;
import org.harvestxero.mapping.expense.TargetPurchase.Line;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** What becomes of one expense. */
public sealed interface ExpenseResult {
    /** It is left out for now, or for good. @param key for tools @param words for people */
    record LeftOut(String key, String words) implements ExpenseResult {}

    /** Something has to be put right first. @param problems at least one */
    record Refused(List<Problem> problems) implements ExpenseResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * A line of the bill of a person and period.
     *
     * @param contact named by a rule; null for the person's own
     */
    record Billed(Slot slot, LocalDate day, boolean hasReceipt, Line line) implements ExpenseResult {}

    /** Money spent of its own. @param bankAccount code or AccountID */
    record Spent(SourceExpense expense, Slot slot, String bankAccount, Line line) implements ExpenseResult {}

    /** What goes on one bill: expenses of one person, period, currency and contact. */
    record Slot(
            SourceExpense.Person person,
            ExpensePeriod period,
            String currency,
            @Nullable String contact) {}
}
