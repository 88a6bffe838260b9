package org.harvestxero.copy.expense;

import org.harvestxero.copy.document.CarriedItem;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.expense.ReceiptTable.Receipt;

/** One receipt on its way from Harvest to Xero. */
final class ReceiptItem extends CarriedItem<Receipt> {
    ReceiptItem(Receipt receipt) {
        super(receipt);
    }

    Receipt receipt() {
        return recorded();
    }

    @Override
    public String xeroPath() {
        String resource = receipt().target().kind() == Kind.BILL ? "/Invoices/" : "/BankTransactions/";
        return resource + receipt().target().targetId();
    }

    @Override
    public boolean isRepeated() {
        return receipt().attempts() > 0;
    }
}
