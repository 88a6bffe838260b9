package org.harvestxero.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.jspecify.annotations.Nullable;

/**
 * The JSON text we send to Xero. The same values always give the same text, byte for byte, because a prompt retry under the
 * same idempotency key must repeat the body exactly.
 */
public final class XeroJson {

    private XeroJson() {}

    /** The request body for elements of one kind; its size is the elements' plus a few characters. */
    public static String envelope(String collection, List<String> elements) {
        return "{\"" + collection + "\":[" + String.join(",", elements) + "]}";
    }

    /**
     * A sales invoice to create, before tax. It goes in as DRAFT where its amounts must first be compared (ruling 7).
     *
     * @param contactId the only contact field that is sent, because any other would edit the contact
     */
    public static String invoice(TargetInvoice invoice, String contactId) {
        ObjectNode json = document("ACCREC", invoice, contactId, "InvoiceNumber");
        json.put("Url", invoice.url());
        put(json, "DueDate", invoice.dueDate());
        json.set("LineItems", lines(invoice.lines()));
        return JsonFields.write(json);
    }

    /** A sales credit note to create, before tax; Xero knows no due date and no link on one. */
    public static String creditNote(TargetInvoice note, String contactId) {
        ObjectNode json = document("ACCRECCREDIT", note, contactId, "CreditNoteNumber");
        json.set("LineItems", lines(note.lines()));
        return JsonFields.write(json);
    }

    private static ObjectNode document(String type, TargetInvoice document, String contactId, String numberField) {
        ObjectNode json = JsonFields.object();
        json.put("Type", type);
        json.putObject("Contact").put("ContactID", contactId);
        json.put("LineAmountTypes", "Exclusive");
        json.put(numberField, document.number());
        put(json, "Reference", document.reference());
        put(json, "BrandingThemeID", document.brandingThemeId());
        json.put("CurrencyCode", document.currency());
        if (document.currencyRate() != null) {
            json.put("CurrencyRate", document.currencyRate());
        }
        put(json, "Date", document.date());
        json.put("Status", document.confirmFirst() ? "DRAFT" : document.status().name());
        return json;
    }

    /** An option to add to a tracking category. */
    public static String trackingOption(String name) {
        return JsonFields.write(JsonFields.object().put("Name", name));
    }

    private static ArrayNode lines(List<TargetLine> lines) {
        ArrayNode items = JsonFields.object().putArray("LineItems");
        lines.forEach(line -> items.add(line(line)));
        return items;
    }

    /** Without {@code LineAmount}: Xero computes it, and we compare the totals afterwards. */
    static ObjectNode line(TargetLine line) {
        ObjectNode json = JsonFields.object();
        json.put("Description", line.description());
        json.put("Quantity", line.quantity());
        json.put("UnitAmount", line.unitAmount());
        put(json, "ItemCode", line.itemCode());
        json.put("AccountCode", line.accountCode());
        json.put("TaxType", line.taxType());
        if (line.taxAmount() != null) {
            json.put("TaxAmount", line.taxAmount());
        }
        if (line.discountRate() != null) {
            json.put("DiscountRate", line.discountRate());
        }
        ArrayNode tracking = json.putArray("Tracking");
        for (TargetLine.Tracking each : line.tracking()) {
            tracking.addObject().put("Name", each.category()).put("Option", each.option());
        }
        return json;
    }

    static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}
