package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroInvoice;

/** Reads Xero's JSON into the values mapping works on. Unknown fields are ignored, absent ones are absent. */
public final class XeroReader {

    private XeroReader() {}

    /** A contact as far as matching and mapping need it. */
    public static XeroContact contact(XeroElement element) {
        JsonNode contact = element.tree();
        String status = JsonFields.text(contact, "ContactStatus");
        return new XeroContact(
                XeroFields.needed(contact, "ContactID"),
                XeroFields.needed(contact, "Name"),
                JsonFields.text(contact, "ContactNumber"),
                JsonFields.text(contact, "EmailAddress"),
                status == null || status.equalsIgnoreCase("ACTIVE"),
                JsonFields.text(contact, "MergedToContactID"),
                JsonFields.text(contact, "SalesDefaultAccountCode"),
                JsonFields.text(contact, "AccountsReceivableTaxType"),
                XeroFields.salesTerms(contact),
                XeroFields.billTerms(contact));
    }

    /**
     * An invoice with its lines, as far as an edit compares it.
     *
     * @throws IllegalArgumentException when it has no date
     */
    public static XeroInvoice invoice(XeroElement element) {
        JsonNode invoice = element.tree();
        LocalDate date = XeroDates.day(invoice, "Date")
                .orElseThrow(() -> new IllegalArgumentException("Xero shows an invoice without a date"));
        return new XeroInvoice(
                element.id(),
                element.status(),
                element.number(),
                XeroFields.orEmpty(JsonFields.text(JsonFields.field(invoice, "Contact"), "ContactID")),
                date,
                XeroDates.day(invoice, "DueDate").orElse(null),
                XeroFields.orEmpty(JsonFields.text(invoice, "CurrencyCode")),
                XeroFields.asWritten(invoice, "Reference"),
                XeroFields.asWritten(invoice, "Url"),
                XeroFields.asWritten(invoice, "BrandingThemeID"),
                XeroFields.orZero(JsonFields.decimal(invoice, "AmountPaid")),
                XeroFields.orZero(JsonFields.decimal(invoice, "AmountCredited")),
                lines(element));
    }

    /** The lines of an invoice or credit note, in Xero's order. */
    public static List<XeroInvoice.Line> lines(XeroElement document) {
        return XeroFields.all(document.tree(), "LineItems", XeroReader::line);
    }

    /** Xero's ids of those lines; empty where it shows none. */
    public static List<String> lineIds(XeroElement document) {
        return XeroFields.all(
                document.tree(), "LineItems", line -> XeroFields.orEmpty(JsonFields.text(line, "LineItemID")));
    }

    private static XeroInvoice.Line line(JsonNode line) {
        return new XeroInvoice.Line(
                XeroFields.orEmpty(JsonFields.text(line, "LineItemID")),
                XeroFields.asWritten(line, "Description"),
                XeroFields.orZero(JsonFields.decimal(line, "Quantity")),
                XeroFields.orZero(JsonFields.decimal(line, "UnitAmount")),
                XeroFields.asWritten(line, "ItemCode"),
                XeroFields.asWritten(line, "AccountCode"),
                XeroFields.asWritten(line, "TaxType"),
                XeroFields.orZero(JsonFields.decimal(line, "TaxAmount")),
                JsonFields.decimal(line, "DiscountRate"),
                XeroFields.all(
                        line,
                        "Tracking",
                        each -> new TargetLine.Tracking(
                                XeroFields.orEmpty(JsonFields.text(each, "Name")),
                                XeroFields.orEmpty(JsonFields.text(each, "Option")))),
                XeroFields.orZero(JsonFields.decimal(line, "LineAmount")));
    }
}
