package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.paymentsback.PaymentsBack;
import org.harvestxero.paymentsback.VoidedInvoices;

/** What brings payments, and the end of invoices, from Xero to Harvest. */
record PaymentsBackParts(PaymentsBack paymentsBack, VoidedInvoices voidedInvoices) {
    void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("paymentsBack", paymentsBack);
        registry.accept("voidedInvoices", voidedInvoices);
    }
}
