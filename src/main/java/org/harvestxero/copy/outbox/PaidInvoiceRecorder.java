package org.harvestxero.copy.outbox;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.event.PaymentNews;
import org.harvestxero.xero.XeroPaymentView;
import org.harvestxero.xero.XeroPaymentView.PaidInvoice;
import org.jspecify.annotations.Nullable;

/** Keeps how invoices stand after a payment of ours was posted or deleted. */
final class PaidInvoiceRecorder {
    private final ConnectionStore store;

    PaidInvoiceRecorder(ConnectionStore store) {
        this.store = store;
    }

    /** The answers of payments show their invoices: what is paid of them, and what is left to pay, stays current. */
    void record(List<AcceptedRow> outcomes) {
        Map<String, PaidInvoice> shown = new HashMap<>();
        for (AcceptedRow each : outcomes) {
            if (each.row().kind() == Kind.PAYMENT) {
                PaidInvoice invoice =
                        XeroPaymentView.of(each.accepted().element()).invoice();
                shown.put(invoice.id(), invoice);
            }
        }
        if (shown.isEmpty()) {
            return;
        }
        Collection<Link> invoices =
                store.links().byTarget(Kind.INVOICE, shown.keySet()).values();
        Map<Long, Money> money =
                store.invoiceMoney().money(invoices.stream().map(Link::sourceId).toList());
        Map<String, @Nullable BigDecimal> paid = new HashMap<>();
        for (Link invoice : invoices) {
            PaidInvoice now = Objects.requireNonNull(shown.get(invoice.targetId()));
            leftToPay(invoice, now.due());
            if (now.paid() != null) {
                paid.put(invoice.targetId(), explained(money.get(invoice.sourceId()), now.paid()));
            }
        }
        store.invoiceMoney().paid(paid);
        store.invoiceNews()
                .payments()
                .seen(PaymentNews.XERO, invoices.stream().map(Link::sourceId).toList());
    }

    private void leftToPay(Link invoice, @Nullable BigDecimal shown) {
        BigDecimal due = shown != null ? shown : invoice.amountDue();
        String status = due != null && due.signum() == 0 ? "PAID" : "AUTHORISED";
        store.links().seen(Kind.INVOICE, invoice.targetId(), status, invoice.total(), due, invoice.targetUpdatedAt());
    }

    /** What is paid of the invoice now; taken for unknown where people paid something meanwhile, so that it is looked at. */
    private static @Nullable BigDecimal explained(@Nullable Money money, BigDecimal paid) {
        return money != null && money.withPaid(paid).isExplained() ? paid : null;
    }
}
