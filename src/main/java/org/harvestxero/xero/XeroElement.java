package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.harvestxero.http.JsonFields;

/**
 * One element of a collection as Xero answered it. What it holds is read by {@link XeroReader} and the views of this package when
 * it is asked for.
 */
public final class XeroElement {
    static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("Invoices", "InvoiceID"),
            Map.entry("CreditNotes", "CreditNoteID"),
            Map.entry("Overpayments", "OverpaymentID"),
            Map.entry("Prepayments", "PrepaymentID"),
            Map.entry("Contacts", "ContactID"),
            Map.entry("Payments", "PaymentID"),
            Map.entry("Allocations", "AllocationID"),
            Map.entry("ManualJournals", "ManualJournalID"),
            Map.entry("BankTransactions", "BankTransactionID"),
            Map.entry("BatchPayments", "BatchPaymentID"),
            Map.entry("Items", "ItemID"),
            Map.entry("TrackingCategories", "TrackingCategoryID"),
            Map.entry("Options", "TrackingOptionID"),
            Map.entry("Attachments", "AttachmentID"));

    /** Where we write our mark, by which a document of ours is recognised. */
    private static final Map<String, String> MARKS = Map.of(
            "Invoices", "Url",
            "CreditNotes", "Reference",
            "Contacts", "ContactNumber",
            "Payments", "Reference",
            "BankTransactions", "Reference");

    private static final Map<String, String> NUMBERS =
            Map.of("Invoices", "InvoiceNumber", "CreditNotes", "CreditNoteNumber");

    private final JsonNode tree;
    private final String collection;

    XeroElement(JsonNode tree, String collection) {
        this.tree = tree;
        this.collection = collection;
    }

    /** The elements of a collection within an answer, in its order; none when it holds no such collection. */
    static List<XeroElement> list(JsonNode answer, String collection) {
        return StreamSupport.stream(JsonFields.field(answer, collection).spliterator(), false)
                .map(element -> new XeroElement(element, collection))
                .toList();
    }

    JsonNode tree() {
        return tree;
    }

    String collection() {
        return collection;
    }

    /** Xero's id; empty when it shows none. */
    public String id() {
        return text(IDS.get(collection));
    }

    /** The number of an invoice or credit note; empty for anything else. */
    public String number() {
        return text(NUMBERS.get(collection));
    }

    /** Whether it is a bill, which Xero lists among invoices. */
    public boolean isBill() {
        return "ACCPAY".equals(text("Type"));
    }

    /** Xero's word, such as {@code AUTHORISED}; empty when it shows none. */
    public String status() {
        return text(collection.equals("Contacts") ? "ContactStatus" : "Status");
    }

    /** The text in which a document of ours carries our mark; empty when there is none. */
    public String mark() {
        return text(MARKS.get(collection));
    }

    private String text(@org.jspecify.annotations.Nullable String field) {
        String text = field == null ? null : JsonFields.text(tree, field);
        return text == null ? "" : text;
    }

    /**
     * The element as a verdict: listed, it stands in Xero.
     *
     * @throws org.harvestxero.http.OutcomeUnknownException when it has no id
     */
    public ElementVerdict.Accepted accepted() {
        return Verdicts.ofElement(this);
    }

    /** Without what it holds, which may be personal. */
    @Override
    public String toString() {
        return "one of the " + collection + ", " + id();
    }
}
