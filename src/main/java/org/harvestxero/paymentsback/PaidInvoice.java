package org.harvestxero.paymentsback;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final Map<Long, SourcePayment> payments = new LinkedHashMap<>();
    private final Set<Long> leaving = new HashSet<>();
    private final Map<Long, HarvestElement> shown = new LinkedHashMap<>();
    private boolean sent;
    private boolean sentMarkInDoubt;
    private boolean listed;
    private boolean unsure;

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
        return List.copyOf(payments.values());
    }

    /** A list that shifts while it is read shows some twice. @throws RuntimeException when a payment can't be read: nothing is decided on half a list then */
    void take(HarvestPage page) {
        page.elements().forEach(element -> {
            SourcePayment payment = HarvestReader.payment(element, id);
            payments.put(payment.id(), payment);
            shown.put(payment.id(), element);
        });
        listed |= page.last();
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

    /** Whether it was marked as sent is unknown: nothing is recorded on it in this cycle. */
    void sentMarkIsInDoubt() {
        sentMarkInDoubt = true;
    }

    /** The payment is to be deleted. */
    void leaves(long payment) {
        leaving.add(payment);
    }

    /** It was. */
    void left(long payment) {
        leaving.remove(payment);
        shown.remove(payment);
    }

    /** It was recorded there. */
    void holds(HarvestElement payment) {
        shown.put(payment.id(), payment);
    }

    /** What became of something that Harvest was asked for isn't known, or it was not done. */
    void isUnsure() {
        unsure = true;
    }

    /** All of its payments in Harvest as they are now; empty where that isn't known. */
    Optional<List<HarvestElement>> nowInHarvest() {
        return listed && !unsure && !isHeld() ? Optional.of(List.copyOf(shown.values())) : Optional.empty();
    }

    /** Whether there may be no room yet for another payment. */
    boolean isHeld() {
        return sentMarkInDoubt || !leaving.isEmpty();
    }

    /** Without what it holds, for logs. */
    @Override
    public String toString() {
        return "invoice " + number() + " with " + open.size() + " payments to decide";
    }
}
