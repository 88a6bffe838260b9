package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.harvestxero.xero.XeroInvoiceView.Contact;
import org.jspecify.annotations.Nullable;

/**
 * What a client owes or is owed by one document: an invoice, credit note, overpayment or prepayment as a list shows it.
 *
 * @param type Xero's word; {@code ACCREC} and {@code ACCRECCREDIT} are on the side of sales; empty when it shows none
 * @param date of the document; null when Xero shows none
 * @param currency its code; empty when Xero shows none
 */
public record XeroReceivableView(
        XeroElement element,
        String type,
        Contact contact,
        String currency,
        @Nullable LocalDate date,
        Amounts amounts) {

    /**
     * With tax, in the document's currency; zero where Xero shows none.
     *
     * @param paid by payments; of a credit, what was given back
     * @param credited set off by credits; of a credit, what of it is set against invoices
     */
    public record Amounts(BigDecimal total, BigDecimal paid, BigDecimal credited) {}

    /** A part of a credit that is set against an invoice. @param date null when Xero shows none */
    public record Allocation(
            String invoiceId, BigDecimal amount, @Nullable LocalDate date) {}

    public static XeroReceivableView of(XeroElement element) {
        JsonNode document = element.tree();
        JsonNode contact = JsonFields.field(document, "Contact");
        return new XeroReceivableView(
                element,
                text(document, "Type"),
                new Contact(text(contact, "ContactID"), text(contact, "Name")),
                text(document, "CurrencyCode"),
                XeroDates.day(document, "Date").orElse(null),
                new Amounts(
                        amount(document, "Total"), amount(document, "AmountPaid"), amount(document, "AmountCredited")));
    }

    /** What a credit is set against; nothing for an invoice. */
    public List<Allocation> allocations() {
        return XeroElement.list(element.tree(), "Allocations").stream()
                .map(XeroElement::tree)
                .map(part -> new Allocation(
                        text(JsonFields.field(part, "Invoice"), "InvoiceID"),
                        amount(part, "Amount"),
                        XeroDates.day(part, "Date").orElse(null)))
                .toList();
    }

    /** What of a credit is set against nothing yet. */
    public BigDecimal remaining() {
        return amount(element.tree(), "RemainingCredit");
    }

    public boolean isSalesInvoice() {
        return "ACCREC".equals(type);
    }

    public boolean isSalesCreditNote() {
        return "ACCRECCREDIT".equals(type);
    }

    /** Whether a client paid it in before, or too much: an overpayment or prepayment received. */
    public boolean isReceived() {
        return type.startsWith("RECEIVE-");
    }

    private static String text(JsonNode node, String field) {
        String text = JsonFields.text(node, field);
        return text == null ? "" : text;
    }

    private static BigDecimal amount(JsonNode node, String field) {
        BigDecimal amount = JsonFields.decimal(node, field);
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
