package org.harvestxero.copy.outbox;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.InvoiceMoney.Posted;
import org.harvestxero.store.copy.Kind;
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
        List<Money> invoices = store.invoiceMoney().moneyOf(shown.keySet());
        store.invoiceMoney()
                .posted(invoices.stream()
                        .map(invoice -> posted(invoice, Objects.requireNonNull(shown.get(invoice.targetId()))))
                        .toList());
        store.invoiceNews()
                .payments()
                .seen(PaymentNews.XERO, invoices.stream().map(Money::invoiceId).toList());
    }

    private static Posted posted(Money before, PaidInvoice now) {
        return new Posted(
                before.targetId(), now.due(), now.paid() == null ? before.paid() : explained(before, now.paid()));
    }

    /** What is paid of the invoice now; taken for unknown where people paid something meanwhile, so that it is looked at. */
    private static @Nullable BigDecimal explained(Money before, BigDecimal paid) {
        return before.withPaid(paid).isExplained() ? paid : null;
    }
}
