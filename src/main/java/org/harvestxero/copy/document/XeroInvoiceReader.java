package org.harvestxero.copy.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.XeroInvoice;
import org.jspecify.annotations.Nullable;

/** Reads an invoice as Xero shows it now, for three-way edits. */
public final class XeroInvoiceReader {
    private XeroInvoiceReader() {}

    public static XeroInvoice read(JsonNode invoice) {
        List<XeroInvoice.Line> lines = new ArrayList<>();
        invoice.path("LineItems").forEach(line -> lines.add(line(line)));
        LocalDate date = date(invoice, "DateString");
        if (date == null) {
            throw new IllegalArgumentException("Xero shows an invoice without a date");
        }
        return new XeroInvoice(
                invoice.path("InvoiceID").asText(),
                invoice.path("Status").asText(),
                invoice.path("InvoiceNumber").asText(""),
                invoice.path("Contact").path("ContactID").asText(""),
                date,
                date(invoice, "DueDateString"),
                invoice.path("CurrencyCode").asText(""),
                text(invoice, "Reference"),
                text(invoice, "Url"),
                text(invoice, "BrandingThemeID"),
                decimal(invoice, "AmountPaid"),
                decimal(invoice, "AmountCredited"),
                lines);
    }

    /** Ids of the lines, in order, and of the contact: what a later edit is compared with. */
    public static List<String> lineIds(JsonNode invoice) {
        List<String> ids = new ArrayList<>();
        invoice.path("LineItems")
                .forEach(line -> ids.add(line.path("LineItemID").asText("")));
        return ids;
    }

    /** The invoice with the amounts Xero shows for its lines; as it is where Xero shows other lines. */
    public static TargetInvoice figures(TargetInvoice ours, JsonNode invoice) {
        List<XeroInvoice.Line> theirs = new ArrayList<>();
        invoice.path("LineItems").forEach(line -> theirs.add(line(line)));
        if (theirs.size() != ours.lines().size()) {
            return ours;
        }
        List<TargetLine> lines = new ArrayList<>();
        for (int i = 0; i < theirs.size(); i++) {
            lines.add(figures(ours.lines().get(i), theirs.get(i)));
        }
        return new TargetInvoice(
                ours.kind(),
                ours.sourceId(),
                ours.clientId(),
                ours.number(),
                ours.status(),
                ours.confirmFirst(),
                ours.date(),
                ours.dueDate(),
                ours.currency(),
                ours.currencyRate(),
                ours.reference(),
                ours.url(),
                ours.brandingThemeId(),
                lines,
                ours.subtotal(),
                ours.totalTax(),
                ours.total());
    }

    private static TargetLine figures(TargetLine ours, XeroInvoice.Line theirs) {
        return new TargetLine(
                ours.description(),
                theirs.quantity(),
                theirs.unitAmount(),
                ours.itemCode(),
                ours.accountCode(),
                ours.taxType(),
                ours.taxAmount(),
                theirs.discountRate(),
                ours.tracking(),
                theirs.lineAmount(),
                theirs.taxAmount(),
                ours.sourceLineId());
    }

    private static XeroInvoice.Line line(JsonNode line) {
        List<TargetLine.Tracking> tracking = new ArrayList<>();
        line.path("Tracking")
                .forEach(each -> tracking.add(new TargetLine.Tracking(
                        each.path("Name").asText(""), each.path("Option").asText(""))));
        return new XeroInvoice.Line(
                line.path("LineItemID").asText(""),
                text(line, "Description"),
                decimal(line, "Quantity"),
                decimal(line, "UnitAmount"),
                text(line, "ItemCode"),
                text(line, "AccountCode"),
                text(line, "TaxType"),
                decimal(line, "TaxAmount"),
                line.path("DiscountRate").isNumber() ? line.path("DiscountRate").decimalValue() : null,
                tracking,
                decimal(line, "LineAmount"));
    }

    private static @Nullable String text(JsonNode node, String field) {
        String text = node.path(field).asText("");
        return text.isEmpty() ? null : text;
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return node.path(field).isNumber() ? node.path(field).decimalValue() : BigDecimal.ZERO;
    }

    private static @Nullable LocalDate date(JsonNode node, String field) {
        String text = node.path(field).asText("");
        return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
    }
}
