package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.copy.expense.ExpensePlanner;
import org.harvestxero.copy.expense.ExpenseReader;
import org.harvestxero.copy.expense.ExpenseSweep;
import org.harvestxero.copy.expense.ExpenseTerms;
import org.harvestxero.copy.expense.PurchaseEditPlanner;
import org.harvestxero.copy.expense.PurchaseLookup;
import org.harvestxero.copy.expense.ReceiptSteps;

/** What makes bills and spent money of approved expenses. */
public record ExpenseParts(
        ExpenseTerms terms,
        Reading reading,
        ExpensePlanner planner,
        PurchaseEditPlanner editing,
        ReceiptSteps receipts) {

    /** What is known of either side. */
    public record Reading(ExpenseReader expenses, ExpenseSweep sweep, PurchaseLookup purchases) {}

    /** Binds them by the names that routes use. */
    void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("expenseReading", reading.expenses());
        registry.accept("expenseSweeping", reading.sweep());
        registry.accept("purchaseLookup", reading.purchases());
        registry.accept("expensePlanning", planner);
        registry.accept("purchaseEditing", editing);
        registry.accept("receipts", receipts);
    }
}
