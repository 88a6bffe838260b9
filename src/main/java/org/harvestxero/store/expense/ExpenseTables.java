package org.harvestxero.store.expense;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of expenses of one connection. */
public final class ExpenseTables {
    private final PurchaseTable purchases;
    private final SeenPurchaseTable seen;
    private final ReceiptTable receipts;
    private final ExpenseDocuments documents;

    public ExpenseTables(String connection, JdbcTemplate jdbc, Clock clock) {
        this.purchases = new PurchaseTable(connection, jdbc, clock);
        this.seen = new SeenPurchaseTable(connection, jdbc);
        this.receipts = new ReceiptTable(connection, jdbc, clock);
        this.documents = new ExpenseDocuments(connection, jdbc);
    }

    public PurchaseTable purchases() {
        return purchases;
    }

    public SeenPurchaseTable seen() {
        return seen;
    }

    public ReceiptTable receipts() {
        return receipts;
    }

    public ExpenseDocuments documents() {
        return documents;
    }
}
