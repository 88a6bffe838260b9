package org.harvestxero.copy.outbox;

import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;

/** What a row asks of Xero. */
record SentRow(Row row) {
    /** Whether it is about an invoice or a credit note. */
    boolean isInvoiceLike() {
        return row.kind() == Kind.INVOICE || row.kind() == Kind.CREDIT_NOTE;
    }

    /** Whether it is about a bill or money spent. */
    boolean isPurchase() {
        return row.kind() == Kind.BILL || row.kind() == Kind.SPEND;
    }

    /** Whether Xero works out a total of it that is compared with ours. */
    boolean hasTotals() {
        return isInvoiceLike() || isPurchase();
    }

    /** Whether it is about a contact, of a client or of a person. */
    boolean isContact() {
        return row.kind() == Kind.CONTACT || row.kind() == Kind.SUPPLIER;
    }

    /** Whether it is made as a draft, and approved once Xero's total turns out right. */
    boolean confirmFirst() {
        String content = row.content();
        return content != null && isToBeApproved(content);
    }

    /** Whether Xero was to approve it by this row alone. */
    boolean wantsApproval() {
        String content = row.content();
        if (row.action() == Action.APPROVE) {
            return true;
        }
        if (row.action() != Action.CREATE || content == null) {
            return false;
        }
        if (isPurchase()) {
            return StoredJson.read(content, TargetPurchase.class).status() == TargetPurchase.Status.AUTHORISED;
        }
        TargetInvoice target = StoredJson.read(content, TargetInvoice.class);
        return target.status() == TargetInvoice.Status.AUTHORISED && !target.confirmFirst();
    }

    static boolean isToBeApproved(String target) {
        TargetInvoice invoice = StoredJson.read(target, TargetInvoice.class);
        return invoice.confirmFirst() && invoice.status() == TargetInvoice.Status.AUTHORISED;
    }

    static boolean wantsAuthorised(String target) {
        return StoredJson.read(target, TargetInvoice.class).status() == TargetInvoice.Status.AUTHORISED;
    }
}
