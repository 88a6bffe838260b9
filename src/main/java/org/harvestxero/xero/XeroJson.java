package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.document.XeroStatus;
import org.jspecify.annotations.Nullable;

/**
 * The JSON text we send to Xero. The same values always give the same text, byte for byte, because a prompt retry under the
 * same idempotency key must repeat the body exactly.
 */
public final class XeroJson {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final int ADDRESS_LINES = 4;

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

    /** The named changes of one invoice, addressed by its id so that it can never touch another. */
    public static String invoiceEdit(String invoiceId, XeroInvoiceEdit edit) {
        return edit("InvoiceID", invoiceId, "InvoiceNumber", edit);
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

    /** The named changes of one credit note. */
    public static String creditNoteEdit(String creditNoteId, XeroInvoiceEdit edit) {
        return edit("CreditNoteID", creditNoteId, "CreditNoteNumber", edit);
    }

    private static String edit(String idField, String id, String numberField, XeroInvoiceEdit edit) {
        ObjectNode json = JsonFields.object().put(idField, id);
        String contactId = edit.contactId();
        if (contactId != null) {
            json.putObject("Contact").put("ContactID", contactId);
        }
        put(json, numberField, edit.number());
        put(json, "Reference", edit.reference());
        put(json, "Url", edit.url());
        put(json, "BrandingThemeID", edit.brandingThemeId());
        put(json, "CurrencyCode", edit.currency());
        put(json, "Date", edit.date());
        put(json, "DueDate", edit.dueDate());
        put(json, "Status", edit.status());
        List<XeroInvoiceEdit.Line> lines = edit.lines();
        if (lines != null) {
            json.put("LineAmountTypes", "Exclusive");
            ArrayNode items = json.putArray("LineItems");
            for (XeroInvoiceEdit.Line each : lines) {
                ObjectNode item = JsonFields.object();
                put(item, "LineItemID", each.lineItemId());
                items.add(item.setAll(line(each.line())));
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

    /** A contact to create, with the mark by which a look finds it. */
    public static String contact(TargetContact contact) {
        ObjectNode json = JsonFields.object();
        json.put("Name", contact.name());
        json.put("ContactNumber", contact.contactNumber());
        put(json, "DefaultCurrency", contact.currency());
        people(json, contact);
        return JsonFields.write(json);
    }

    private static void people(ObjectNode json, TargetContact contact) {
        put(json, "FirstName", contact.firstName());
        put(json, "LastName", contact.lastName());
        put(json, "EmailAddress", contact.email());
        List<String> lines = contact.addressLines();
        if (!lines.isEmpty()) {
            ObjectNode address = json.putArray("Addresses").addObject().put("AddressType", "POBOX");
            for (int i = 0; i < Math.min(lines.size(), ADDRESS_LINES); i++) {
                boolean last = i == ADDRESS_LINES - 1;
                address.put(
                        "AddressLine" + (i + 1),
                        last ? String.join(", ", lines.subList(i, lines.size())) : lines.get(i));
            }
        }
    }

    /** What is written of a contact that stands; fields that are null there stay as they are, its name and mark too. */
    public static String contactEdit(String contactId, TargetContact contact) {
        ObjectNode json = JsonFields.object();
        json.put("ContactID", contactId);
        people(json, contact);
        return JsonFields.write(json);
    }

    /** A payment to create; the account is named by id when it looks like one, else by code. */
    public static String payment(TargetPayment payment, String invoiceId) {
        ObjectNode json = JsonFields.object();
        json.putObject("Invoice").put("InvoiceID", invoiceId);
        boolean byId = UUID.matcher(payment.account()).matches();
        json.putObject("Account").put(byId ? "AccountID" : "Code", payment.account());
        put(json, "Date", payment.date());
        json.put("Amount", payment.amount());
        json.put("Reference", payment.reference());
        return JsonFields.write(json);
    }

    /** The body that deletes a payment; any other field would be refused. */
    public static String paymentDeletion() {
        return "{\"Status\":\"DELETED\"}";
    }

    /** A part of a credit note set against an invoice. */
    public static String allocation(String invoiceId, BigDecimal amount) {
        ObjectNode json = JsonFields.object().put("Amount", amount);
        json.putObject("Invoice").put("InvoiceID", invoiceId);
        return JsonFields.write(json);
    }

    /** An option to add to a tracking category. */
    public static String trackingOption(String name) {
        return JsonFields.write(JsonFields.object().put("Name", name));
    }

    /** A note for a document's history; Xero keeps at most 2500 characters. */
    public static String historyNote(String text) {
        ObjectNode json = JsonFields.object();
        json.putArray("HistoryRecords")
                .addObject()
                .put("Details", text.length() > 2500 ? text.substring(0, 2500) : text);
        return JsonFields.write(json);
    }

    private static ArrayNode lines(List<TargetLine> lines) {
        ArrayNode items = JsonFields.object().putArray("LineItems");
        lines.forEach(line -> items.add(line(line)));
        return items;
    }

    /** Without {@code LineAmount}: Xero computes it, and we compare the totals afterwards. */
    private static ObjectNode line(TargetLine line) {
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

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}
