package org.harvestxero.finalize.delivery;

import java.math.BigDecimal;
import org.harvestxero.store.billing.DeliveryTable;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.DraftTable.StoredDraft;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.xero.XeroRequest.Attachment;
import org.jspecify.annotations.Nullable;

/** One thing that goes with, or after, an invoice: a file, Harvest's mark that it was sent, a mail. */
final class DeliveryItem {
    static final String TIMESHEET = "timesheet";
    static final String RECEIPT = "receipt-";
    static final String HARVEST_SENT = "harvest-sent";
    static final String MAIL = "mail";

    final StoredDraft draft;
    final Link link;

    /** As last recorded. */
    Delivery delivery;

    /** What is attached; null before it was made or fetched. */
    @Nullable
    Attachment file;

    /** What is left of a credit note. */
    BigDecimal left = BigDecimal.ZERO;

    /** Xero's id of whose it is; null before it was read. */
    @Nullable
    String contact;

    /** Nothing is left to do: it turned out to be done already. */
    boolean done;

    DeliveryItem(StoredDraft draft, Link link, Delivery delivery) {
        this.draft = draft;
        this.link = link;
        this.delivery = delivery;
    }

    String step() {
        return delivery.step();
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

    /** Whether an earlier attempt may have done it. */
    boolean isRepeated() {
        return delivery.attempts() > 0;
    }

    long expense() {
        return Long.parseLong(step().substring(RECEIPT.length()));
    }
}
