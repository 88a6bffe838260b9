package org.harvestxero.wiring;

import java.time.Clock;
import org.harvestxero.config.Settings;
import org.harvestxero.copy.expense.ExpensePlanner;
import org.harvestxero.copy.expense.ExpenseReader;
import org.harvestxero.copy.expense.ExpenseSweep;
import org.harvestxero.copy.expense.ExpenseTerms;
import org.harvestxero.copy.expense.PurchaseEditPlanner;
import org.harvestxero.copy.expense.PurchaseLookup;
import org.harvestxero.copy.expense.ReceiptSteps;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.mapping.expense.ExpenseWay;
import org.harvestxero.store.ConnectionStore;

/**
 * Makes what turns approved expenses into bills and spent money: the beans {@code expenseReading}, {@code expenseSweeping},
 * {@code purchaseLookup}, {@code expensePlanning}, {@code purchaseEditing} and {@code receipts}.
 */
final class ExpenseWiring {
    private ExpenseWiring() {}

    static ExpenseParts make(
            Basics basics, Rules rules, MappingContexts contexts, StageInputs inputs, OwnRefusalRecorder refusals) {
        Settings settings = basics.settings();
        ConnectionStore store = basics.store();
        Clock clock = basics.clock();
        ExpenseTerms terms = new ExpenseTerms(
                ExpenseWay.called(settings.text("expenses.as")),
                settings.date("expenses.since")
                        .or(() -> settings.date("copy.since"))
                        .orElse(null),
                rules.mappings()::expenses,
                rules.zone(),
                contexts,
                clock);
        ExpenseSweep sweep = new ExpenseSweep(store, refusals);
        ReceiptSteps receipts = new ReceiptSteps(
                settings.optional("xero.tenant-id").orElse(store.connection()), store, refusals, clock);
        return new ExpenseParts(
                terms,
                new ExpenseParts.Reading(
                        new ExpenseReader(store, terms, sweep, refusals, clock),
                        sweep,
                        new PurchaseLookup(store, terms, refusals, clock)),
                new ExpensePlanner(store, terms, inputs, refusals, clock),
                new PurchaseEditPlanner(store, terms, refusals, clock),
                receipts);
    }
}
