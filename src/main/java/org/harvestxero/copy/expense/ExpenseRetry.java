package org.harvestxero.copy.expense;

import java.util.Optional;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.expense.PurchaseTable.Purchase;

/** Brings failed expenses, bills and spent money back to where they are decided. */
public final class ExpenseRetry {
    private final ConnectionStore store;

    public ExpenseRetry(ConnectionStore store) {
        this.store = store;
    }

    /** @param row of one of the kinds of expenses */
    public void wake(Row row) {
        switch (row.kind()) {
            case EXPENSE -> expense(row);
            case BILL, SPEND -> purchase(row);
            case SUPPLIER -> supplier(row.sourceId());
            case PERSON -> store.expenses().documents().again("");
            default -> throw new IllegalArgumentException("No expense: " + row.kind());
        }
    }

    private void expense(Row row) {
        if (row.revision().equals(ReceiptSteps.FILE)) {
            store.expenses().receipts().again(row.sourceId());
        } else if (row.revision().is(RevisionKind.SWEEP) || row.revision().is(RevisionKind.HIDDEN)) {
            store.outboxPlanner().supersede(Kind.EXPENSE, row.sourceId());
        } else if (row.revision().is(RevisionKind.GONE) || row.revision().is(RevisionKind.DRIFT)) {
            store.documents()
                    .find(Kind.EXPENSE, row.sourceId())
                    .ifPresent(document -> store.documents()
                            .move(
                                    document,
                                    org.harvestxero.store.copy.DocumentState.CHANGED,
                                    document.isGone() ? ExpenseSweep.GONE : null));
        } else {
            store.documents().planAgain(Kind.EXPENSE, row.sourceId());
        }
    }

    private void purchase(Row row) {
        Optional<Purchase> purchase = store.expenses().purchases().ofSource(row.kind(), row.sourceId());
        if (row.action() != Action.CREATE) {
            store.failedRows().again(row.id());
        } else if (row.revision().is(RevisionKind.ENDED)) {
            store.outboxPlanner().supersede(row.kind(), row.sourceId());
        } else {
            purchase.ifPresent(this::planAgain);
        }
    }

    private void planAgain(Purchase purchase) {
        store.expenses()
                .purchases()
                .expenses(purchase.id())
                .forEach(expense -> store.documents().planAgain(Kind.EXPENSE, expense));
    }

    /** The contact is looked for again when what waits for it is planned. */
    private void supplier(long person) {
        store.expenses().purchases().ofPerson(person).stream()
                .filter(purchase ->
                        store.links().find(purchase.kind(), purchase.sourceId()).isEmpty())
                .forEach(this::planAgain);
    }
}
