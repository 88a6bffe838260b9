package org.harvestxero.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.harvestxero.http.JsonFields;
import org.harvestxero.xero.XeroPaymentView.PaidInvoice;
import org.jspecify.annotations.Nullable;

/** Elements as Xero would answer if it accepted a request unchanged; a dry run goes on with them. */
public final class ExpectedElement {
    private ExpectedElement() {}

    /** An element without any field. */
    public static XeroElement bare() {
        return new XeroElement(JsonFields.object(), "");
    }

    /** An invoice that nobody paid yet. */
    public static XeroElement unpaidInvoice() {
        return new XeroElement(JsonFields.object().put("AmountPaid", BigDecimal.ZERO), "Invoices");
    }

    /** An invoice of which only id and number are known. */
    public static XeroElement invoice(String id, String number) {
        return new XeroElement(JsonFields.object().put("InvoiceID", id).put("InvoiceNumber", number), "Invoices");
    }

    /** @param invoice as it stands after the payment; null when that is not known */
    public static XeroElement payment(BigDecimal amount, @Nullable PaidInvoice invoice) {
        ObjectNode payment = JsonFields.object().put("Amount", amount);
        if (invoice != null) {
            ObjectNode shown = payment.putObject("Invoice").put("InvoiceID", invoice.id());
            if (invoice.due() != null) {
                shown.put("AmountDue", invoice.due());
            }
            if (invoice.paid() != null) {
                shown.put("AmountPaid", invoice.paid());
            }
        }
        return new XeroElement(payment, "Payments");
    }
}
