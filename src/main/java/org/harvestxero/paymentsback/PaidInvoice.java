package org.harvestxero.paymentsback;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** An invoice whose money in Xero is to be decided: what Xero has of it, and Harvest's payments once they were read. */
public final class PaidInvoice {
    private final long id;
    private final @Nullable SourceDocument document;
    private final @Nullable String target;
    private final List<PaymentBack> open;
    private final List<SourcePayment> payments = new ArrayList<>();
    private boolean sent;

    /**
     * @param document as Harvest last showed the invoice; null when it never did
     * @param target Xero's id of its twin; null when it has none
     * @param open money that is to be decided
     */
    PaidInvoice(long id, @Nullable SourceDocument document, @Nullable String target, List<PaymentBack> open) {
        this.id = id;
        this.document = document;
        this.target = target;
        this.open = List.copyOf(open);
    }

    public long id() {
        return id;
    }

    @Nullable
    SourceDocument document() {
        return document;
    }

    SourceDocument known() {
        return Objects.requireNonNull(document);
    }

    boolean isInHarvest() {
        return document != null && !document.isGone();
    }

    /** Whether the money is on its twin. */
    boolean isLinkedTo(XeroMoney money) {
        return money.invoice().id().equals(target);
    }

    /** Whether something is to be decided by what Harvest has of its payments. */
    boolean needsList() {
        return isInHarvest() && open.stream().anyMatch(each -> isLinkedTo(each.money()));
    }

    List<PaymentBack> open() {
        return open;
    }

    List<SourcePayment> payments() {
        return payments;
    }

    /** @throws RuntimeException when a payment can't be read: nothing is decided on half a list then */
    void take(HarvestPage page) {
        page.elements().forEach(element -> payments.add(HarvestReader.payment(element, id)));
    }

    String number() {
        return document == null ? Long.toString(id) : String.valueOf(document.number());
    }

    /** Its code; empty while Harvest didn't show the invoice. */
    String currency() {
        String currency = document == null
                ? null
                : HarvestInvoiceView.of(HarvestElement.parse(document.content()))
                        .currency();
        return currency == null ? "" : currency;
    }

    /** Whether it was marked as sent just now. */
    boolean isSent() {
        return sent;
    }

    void becomesSent() {
        sent = true;
    }

    /** Without what it holds, for logs. */
    @Override
    public String toString() {
        return "invoice " + number() + " with " + open.size() + " payments to decide";
    }
}
