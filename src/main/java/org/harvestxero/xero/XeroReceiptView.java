package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the list of all payments shows it, with what the bank says of it.
 *
 * @param kind what it pays, and its currency
 * @param amount in the document's currency; zero when Xero shows none
 * @param date null when Xero shows none
 * @param reconciled whether it was matched with a line of the bank's statement
 */
public record XeroReceiptView(
        XeroElement element,
        Kind kind,
        BigDecimal amount,
        @Nullable LocalDate date,
        String reference,
        boolean reconciled) {
    private static final String OF_SALES = "ACCRECPAYMENT";

    /** @param type Xero's word @param invoiceId empty when it pays none @param currency empty when Xero shows none */
    public record Kind(String type, String invoiceId, String currency) {}

    public static XeroReceiptView of(XeroElement element) {
        JsonNode payment = element.tree();
        JsonNode invoice = JsonFields.field(payment, "Invoice");
        BigDecimal amount = JsonFields.decimal(payment, "Amount");
        return new XeroReceiptView(
                element,
                new Kind(text(payment, "PaymentType"), text(invoice, "InvoiceID"), text(invoice, "CurrencyCode")),
                amount == null ? BigDecimal.ZERO : amount,
                XeroDates.day(payment, "Date").orElse(null),
                text(payment, "Reference"),
                JsonFields.flag(payment, "IsReconciled"));
    }

    /** Whether it pays a sales invoice. */
    public boolean isOfSales() {
        return OF_SALES.equals(kind.type());
    }

    /** Whether it stands. */
    public boolean stands() {
        return !"DELETED".equals(element.status());
    }

    private static String text(JsonNode node, String field) {
        String text = JsonFields.text(node, field);
        return text == null ? "" : text;
    }
}
