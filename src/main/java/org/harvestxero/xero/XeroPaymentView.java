package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.XeroMoney;
import org.jspecify.annotations.Nullable;

/**
 * A payment as Xero shows it; what Xero doesn't show is null.
 *
 * @param reference empty when it has none
 * @param invoice the invoice it is on, as it stands with the payment
 */
public record XeroPaymentView(
        XeroElement element,
        @Nullable BigDecimal amount,
        @Nullable LocalDate date,
        String reference,
        PaidInvoice invoice) {

    /** @param id empty when Xero shows none @param due what is left to pay */
    public record PaidInvoice(
            String id, @Nullable BigDecimal due, @Nullable BigDecimal paid) {}

    public static XeroPaymentView of(XeroElement element) {
        JsonNode payment = element.tree();
        JsonNode invoice = JsonFields.field(payment, "Invoice");
        String reference = JsonFields.text(payment, "Reference");
        String invoiceId = JsonFields.text(invoice, "InvoiceID");
        return new XeroPaymentView(
                element,
                JsonFields.decimal(payment, "Amount"),
                XeroDates.day(payment, "Date").orElse(null),
                reference == null ? "" : reference,
                new PaidInvoice(
                        invoiceId == null ? "" : invoiceId,
                        JsonFields.decimal(invoice, "AmountDue"),
                        JsonFields.decimal(invoice, "AmountPaid")));
    }

    /** Whether it is money of a client on a sales invoice. */
    public boolean isReceived() {
        String type = JsonFields.text(element.tree(), "PaymentType");
        return type == null ? !invoice.id.isEmpty() : type.equals("ACCRECPAYMENT");
    }

    /** Whether it no longer stands. */
    public boolean isRemoved() {
        return status().equals("DELETED");
    }

    /** As mapping works on it. */
    public XeroMoney money(XeroMoney.Kind kind) {
        JsonNode payment = element.tree();
        JsonNode paid = JsonFields.field(payment, "Invoice");
        String batch = JsonFields.text(payment, "BatchPaymentID");
        return new XeroMoney(
                id(),
                kind,
                new XeroMoney.Paid(
                        invoice.id, JsonFields.text(paid, "InvoiceNumber"), JsonFields.text(paid, "CurrencyCode")),
                money(),
                date,
                new XeroMoney.Origin(
                        reference,
                        JsonFields.text(JsonFields.field(payment, "Account"), "AccountID"),
                        batch != null
                                ? batch
                                : JsonFields.text(JsonFields.field(payment, "BatchPayment"), "BatchPaymentID")));
    }

    /** Xero's id; empty when it shows none. */
    public String id() {
        return element.id();
    }

    /** Xero's word; empty when it shows none. */
    public String status() {
        return element.status();
    }

    /** The amount, in the invoice's currency; zero when Xero shows none. */
    public BigDecimal money() {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
