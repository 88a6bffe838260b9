package org.harvestxero.finalize.delivery;

import java.math.BigDecimal;
import org.harvestxero.copy.document.CarriedItem;
import org.harvestxero.store.billing.DeliveryTable;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.jspecify.annotations.Nullable;

/** One thing that goes with, or after, an invoice: a file, Harvest's mark that it was sent, a mail. */
final class DeliveryItem extends CarriedItem<Delivery> {
    static final String TIMESHEET = "timesheet";
    static final String RECEIPT = "receipt-";
    static final String HARVEST_SENT = "harvest-sent";
    static final String MAIL = "mail";

    private final StoredDraft draft;
    private final Link link;

    /** What is left of a credit note. */
    private BigDecimal left = BigDecimal.ZERO;

    /** Xero's id of whose it is; null before it was read. */
    private @Nullable String contact;

    DeliveryItem(StoredDraft draft, Link link, Delivery delivery) {
        super(delivery);
        this.draft = draft;
        this.link = link;
    }

    StoredDraft draft() {
        return draft;
    }

    Link link() {
        return link;
    }

    Delivery delivery() {
        return recorded();
    }

    BigDecimal left() {
        return left;
    }

    @Nullable
    String contact() {
        return contact;
    }

    /** Takes what Xero shows of the credit note. */
    void credit(BigDecimal remaining, String owner) {
        left = remaining;
        contact = owner;
    }

    @Override
    public String xeroPath() {
        return (draft.xeroKind() == Kind.CREDIT_NOTE ? "/CreditNotes/" : "/Invoices/") + link.targetId();
    }

    String step() {
        return delivery().step();
    }

    boolean isReceipt() {
        return step().startsWith(RECEIPT);
    }

    boolean isFile() {
        return isReceipt() || step().equals(TIMESHEET);
    }

    boolean isAllocation() {
        return step().equals(DeliveryTable.ALLOCATION);
    }

    boolean isMail() {
        return step().equals(MAIL);
    }

    @Override
    public boolean isRepeated() {
        return delivery().attempts() > 0;
    }

    long expense() {
        return Long.parseLong(step().substring(RECEIPT.length()));
    }
}
