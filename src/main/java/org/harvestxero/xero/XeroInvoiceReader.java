package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.calls.Json;
import org.harvestxero.mapping.TargetLine.Tracking;
import org.harvestxero.mapping.XeroInvoice;
import org.jspecify.annotations.Nullable;

/** Reads an invoice or credit note as Xero has it now; its lines only come with single reads, paged lists and answers to writes. */
public final class XeroInvoiceReader {
    private XeroInvoiceReader() {}

    /** @throws XeroUnreadableException when a field that is needed is absent */
    public static XeroInvoice read(JsonNode document) {
        return new XeroInvoice(
                either(document, "InvoiceID", "CreditNoteID"),
                either(document, "Status", "Status"),
                either(document, "InvoiceNumber", "CreditNoteNumber"),
                either(Json.field(document, "Contact"), "ContactID", "ContactID"),
                day(document),
                XeroDates.day(document, "DueDate").orElse(null),
                either(document, "CurrencyCode", "CurrencyCode"),
                Json.text(document, "Reference"),
                Json.text(document, "Url"),
                Json.text(document, "BrandingThemeID"),
                orZero(Json.decimal(document, "AmountPaid")),
                orZero(Json.decimal(document, "AmountCredited")),
                lines(document));
    }

    private static List<XeroInvoice.Line> lines(JsonNode document) {
        List<XeroInvoice.Line> lines = new ArrayList<>();
        Json.field(document, "LineItems").forEach(line -> lines.add(line(line)));
        return lines;
    }

    private static XeroInvoice.Line line(JsonNode line) {
        return new XeroInvoice.Line(
                either(line, "LineItemID", "LineItemID"),
                Json.text(line, "Description"),
                orZero(Json.decimal(line, "Quantity")),
                orZero(Json.decimal(line, "UnitAmount")),
                Json.text(line, "ItemCode"),
                Json.text(line, "AccountCode"),
                Json.text(line, "TaxType"),
                orZero(Json.decimal(line, "TaxAmount")),
                Json.decimal(line, "DiscountRate"),
                tracking(line),
                orZero(Json.decimal(line, "LineAmount")));
    }

    private static List<Tracking> tracking(JsonNode line) {
        List<Tracking> tracking = new ArrayList<>();
        for (JsonNode each : Json.field(line, "Tracking")) {
            tracking.add(new Tracking(either(each, "Name", "Name"), either(each, "Option", "Option")));
        }
        return tracking;
    }

    private static LocalDate day(JsonNode document) {
        return XeroDates.day(document, "Date").orElseThrow(() -> new XeroUnreadableException("Date", "absent"));
    }

    private static String either(JsonNode node, String field, String other) {
        String text = Json.text(node, field);
        String value = text == null ? Json.text(node, other) : text;
        if (value == null) {
            throw new XeroUnreadableException(field, "absent");
        }
        return value;
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
