package org.harvestxero.finalize.delivery;

import java.math.BigDecimal;
import org.harvestxero.store.billing.DeliveryTable;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.xero.XeroRequest.Attachment;
import org.jspecify.annotations.Nullable;

/** One thing that goes with, or after, an invoice: a file, Harvest's mark that it was sent, a mail. */
final class DeliveryItem {
    static final String TIMESHEET = "timesheet";
    static final String RECEIPT = "receipt-";
    static final String HARVEST_SENT = "harvest-sent";
    static final String MAIL = "mail";

    private final StoredDraft draft;
    private final Link link;

    /** As last recorded. */
    private Delivery delivery;

    /** What is attached; null before it was made or fetched. */
    private @Nullable Attachment file;

    /** What is left of a credit note. */
    private BigDecimal left = BigDecimal.ZERO;

    /** Xero's id of whose it is; null before it was read. */
    private @Nullable String contact;

    /** Nothing is left to do: it turned out to be done already. */
    private boolean done;

    DeliveryItem(StoredDraft draft, Link link, Delivery delivery) {
        this.draft = draft;
        this.link = link;
        this.delivery = delivery;
    }

    StoredDraft draft() {
        return draft;
    }

    Link link() {
        return link;
    }

    Delivery delivery() {
        return delivery;
    }

    void record(Delivery now) {
        delivery = now;
    }

    @Nullable
    Attachment file() {
        return file;
    }

    void carry(Attachment made) {
        file = made;
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

    boolean isDone() {
        return done;
    }

    void end() {
        done = true;
    }

    /** Of the document in Xero's API. */
    String xeroPath() {
        return (draft.xeroKind() == Kind.CREDIT_NOTE ? "/CreditNotes/" : "/Invoices/") + link.targetId();
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
