package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;

/** What payments and changed lines do to the state of an invoice. */
final class Settlement {
    private Settlement() {}

    /** Adds the invoice up anew; nothing left to pay makes it paid, something left reopens a paid one. */
    static void reckon(Invoice invoice, Instant now) {
        invoice.reckon();
        boolean settled = !invoice.payments.isEmpty() && invoice.dueAmount().signum() <= 0;
        if (invoice.state == InvoiceState.PAID && !settled) {
            invoice.state = InvoiceState.OPEN;
            invoice.paidAt = null;
            invoice.paidDate = null;
        } else if (settled && invoice.state != InvoiceState.CLOSED) {
            Payment last = invoice.payments.stream()
                    .max(Comparator.comparing((Payment payment) -> payment.paidDate)
                            .thenComparing(Document::id))
                    .orElseThrow();
            invoice.state = InvoiceState.PAID;
            invoice.paidAt = last.paidAt;
            invoice.paidDate = last.paidDate;
        }
    }

    static boolean isOverpaidBy(Invoice invoice, BigDecimal amount) {
        return amount.compareTo(invoice.dueAmount()) > 0;
    }
}
