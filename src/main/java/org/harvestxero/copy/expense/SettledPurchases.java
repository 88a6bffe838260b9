package org.harvestxero.copy.expense;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.PurchaseTable.State;

/**
 * Bills that were approved, or that ended, in Xero before a change reached them: what is on them is on them again, and their expenses
 * are decided anew, and find them settled.
 */
final class SettledPurchases {
    private final ConnectionStore store;

    SettledPurchases(ConnectionStore store) {
        this.store = store;
    }

    void keep(PurchaseStatus standing) {
        Purchase purchase = standing.purchase();
        store.expenses().purchases().move(purchase, State.PLANNED);
        TargetPurchase written = standing.written();
        Set<Long> before = new HashSet<>();
        if (written != null) {
            written.lines().forEach(line -> before.add(line.expenseId()));
        }
        standing.expenses().stream()
                .filter(expense -> !before.contains(expense))
                .forEach(expense -> {
                    store.expenses().purchases().leave(expense, purchase.id());
                    store.documents().planAgain(Kind.EXPENSE, expense);
                });
        for (long expense : before) {
            boolean elsewhere = store.expenses().purchases().ofExpenses(List.of(expense)).values().stream()
                    .anyMatch(other -> other != purchase.id());
            store.documents()
                    .find(Kind.EXPENSE, expense)
                    .filter(any -> !elsewhere)
                    .ifPresent(document -> {
                        store.expenses().purchases().put(expense, purchase.id());
                        store.documents()
                                .move(document, DocumentState.CHANGED, document.isGone() ? ExpenseSweep.GONE : null);
                    });
        }
    }
}
