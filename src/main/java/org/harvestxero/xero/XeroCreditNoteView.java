package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A credit note as Xero shows it; what Xero doesn't show is null.
 *
 * @param status Xero's word, such as {@code AUTHORISED}
 * @param contactId whose it is
 * @param total with tax, in its currency
 * @param remaining what of it is not set against invoices
 */
public record XeroCreditNoteView(
        XeroElement element,
        @Nullable String status,
        @Nullable String contactId,
        @Nullable String currency,
        @Nullable BigDecimal total,
        @Nullable BigDecimal remaining,
        List<Allocation> allocations) {
    public XeroCreditNoteView {
        allocations = List.copyOf(allocations);
    }

    /**
     * A part of the credit note that is set against an invoice.
     *
     * @param id,invoiceId empty when Xero shows none
     */
    public record Allocation(
            String id, String invoiceId, @Nullable BigDecimal amount) {
        private static Allocation of(XeroElement allocation) {
            String invoice = JsonFields.text(JsonFields.field(allocation.tree(), "Invoice"), "InvoiceID");
            return new Allocation(
                    allocation.id(), invoice == null ? "" : invoice, JsonFields.decimal(allocation.tree(), "Amount"));
        }
    }

    public static XeroCreditNoteView of(XeroElement element) {
        JsonNode note = element.tree();
        return new XeroCreditNoteView(
                element,
                JsonFields.text(note, "Status"),
                JsonFields.text(JsonFields.field(note, "Contact"), "ContactID"),
                JsonFields.text(note, "CurrencyCode"),
                JsonFields.decimal(note, "Total"),
                JsonFields.decimal(note, "RemainingCredit"),
                allocations(element));
    }

    /** What a credit note is set against; nothing for other elements. */
    public static List<Allocation> allocations(XeroElement note) {
        return XeroElement.list(note.tree(), "Allocations").stream()
                .map(Allocation::of)
                .toList();
    }

    /** Xero's id; empty when it shows none. */
    public String id() {
        return element.id();
    }

    /** Its number; empty when Xero shows none. */
    public String number() {
        return element.number();
    }
}
