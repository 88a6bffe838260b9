package org.harvestxero.copy.expense;

import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.expense.ReceiptTable.Receipt;
import org.harvestxero.xero.XeroRequest.Attachment;
import org.jspecify.annotations.Nullable;

/** One receipt on its way from Harvest to Xero. */
final class ReceiptItem {
    private Receipt receipt;
    private @Nullable Attachment file;
    private boolean done;

    ReceiptItem(Receipt receipt) {
        this.receipt = receipt;
    }

    /** As last recorded. */
    Receipt receipt() {
        return receipt;
    }

    void record(Receipt now) {
        receipt = now;
    }

    /** What is attached; null before it was fetched. */
    @Nullable
    Attachment file() {
        return file;
    }

    void carry(Attachment fetched) {
        file = fetched;
    }

    /** Nothing is left to do. */
    void end() {
        done = true;
    }

    boolean isDone() {
        return done;
    }

    /** Of the document in Xero's API. */
    String xeroPath() {
        String resource = receipt.target().kind() == Kind.BILL ? "/Invoices/" : "/BankTransactions/";
        return resource + receipt.target().targetId();
    }

    /** Whether an earlier attempt may have attached it. */
    boolean isRepeated() {
        return receipt.attempts() > 0;
    }
}
