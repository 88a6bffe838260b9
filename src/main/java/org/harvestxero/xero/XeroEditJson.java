package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiFunction;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.XeroStatus;
import org.jspecify.annotations.Nullable;

/**
 * The JSON text of changes to invoices and credit notes that stand in Xero: it names the document by its id, so that it can never
 * touch another, and holds nothing but what changes.
 */
public final class XeroEditJson {
    private XeroEditJson() {}

    /** The named changes of one invoice, addressed by its id so that it can never touch another. */
    public static String invoiceEdit(String invoiceId, XeroInvoiceEdit edit) {
        ObjectNode json = JsonFields.object().put("InvoiceID", invoiceId);
        String contactId = edit.contactId();
        if (contactId != null) {
            json.putObject("Contact").put("ContactID", contactId);
        }
        XeroJson.put(json, "InvoiceNumber", edit.number());
        XeroJson.put(json, "Reference", edit.reference());
        XeroJson.put(json, "Url", edit.url());
        XeroJson.put(json, "BrandingThemeID", edit.brandingThemeId());
        XeroJson.put(json, "CurrencyCode", edit.currency());
        XeroJson.put(json, "Date", edit.date());
        XeroJson.put(json, "DueDate", edit.dueDate());
        XeroJson.put(json, "Status", edit.status());
        List<XeroInvoiceEdit.Line> lines = edit.lines();
        if (lines != null) {
            json.put("LineAmountTypes", "Exclusive");
            ArrayNode items = json.putArray("LineItems");
            for (XeroInvoiceEdit.Line each : lines) {
                ObjectNode item = JsonFields.object();
                XeroJson.put(item, "LineItemID", each.lineItemId());
                items.add(item.setAll(XeroJson.line(each.line())));
            }
        }
        return JsonFields.write(json);
    }

    /** The same changes, and that the document is for that contact. */
    public static String withContact(String edit, String contactId) {
        ObjectNode json = JsonFields.object();
        JsonFields.parse(edit)
                .orElseThrow(() -> new IllegalArgumentException("An edit is no JSON object"))
                .properties()
                .forEach(field -> json.set(field.getKey(), field.getValue()));
        json.putObject("Contact").put("ContactID", contactId);
        return JsonFields.write(json);
    }

    /**
     * The same changes with tracking options under other names.
     *
     * @param renamed gives the name of a category's option by now; null where it is the same
     */
    public static String withTrackingOptions(String edit, BiFunction<String, String, @Nullable String> renamed) {
        JsonNode json =
                JsonFields.parse(edit).orElseThrow(() -> new IllegalArgumentException("An edit is no JSON object"));
        for (JsonNode line : json.path("LineItems")) {
            for (JsonNode tracking : line.path("Tracking")) {
                String name = renamed.apply(
                        tracking.path("Name").asText(""),
                        tracking.path("Option").asText(""));
                if (name != null && tracking instanceof ObjectNode named) {
                    named.put("Option", name);
                }
            }
        }
        return JsonFields.write(json);
    }

    /** An invoice's move to another status, and nothing else. */
    public static String statusChange(String invoiceId, XeroStatus status) {
        return JsonFields.write(JsonFields.object().put("InvoiceID", invoiceId).put("Status", status.name()));
    }

    /** A credit note's move to another status, and nothing else. */
    public static String creditNoteStatusChange(String creditNoteId, XeroStatus status) {
        return JsonFields.write(
                JsonFields.object().put("CreditNoteID", creditNoteId).put("Status", status.name()));
    }
}
