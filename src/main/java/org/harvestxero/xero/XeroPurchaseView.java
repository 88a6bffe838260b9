package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.XeroInvoice;
import org.jspecify.annotations.Nullable;

/**
 * A bill, or money spent, as Xero shows it, unchecked: what Xero doesn't show is null.
 *
 * @param number a bill's, or the reference of money spent; empty when Xero shows none
 * @param url empty when Xero shows none
 */
public record XeroPurchaseView(
        XeroElement element, @Nullable String type, String number, String url, Party contact, Sums sums) {

    /** Empty texts where Xero doesn't say. */
    public record Party(String id, String name) {}

    public record Sums(
            @Nullable String currency,
            @Nullable BigDecimal total,
            @Nullable BigDecimal tax) {}

    public static XeroPurchaseView of(XeroElement element) {
        JsonNode tree = element.tree();
        String number = JsonFields.text(tree, "InvoiceNumber");
        String reference = JsonFields.text(tree, "Reference");
        JsonNode contact = JsonFields.field(tree, "Contact");
        return new XeroPurchaseView(
                element,
                JsonFields.text(tree, "Type"),
                XeroFields.orEmpty(element.collection().equals("Invoices") ? number : reference),
                XeroFields.orEmpty(JsonFields.text(tree, "Url")),
                new Party(
                        XeroFields.orEmpty(JsonFields.text(contact, "ContactID")),
                        XeroFields.orEmpty(JsonFields.text(contact, "Name"))),
                new Sums(
                        JsonFields.text(tree, "CurrencyCode"),
                        JsonFields.decimal(tree, "Total"),
                        JsonFields.decimal(tree, "TotalTax")));
    }

    /** The day it is dated; null when Xero doesn't say. */
    public @Nullable LocalDate date() {
        return XeroDates.day(element.tree(), "Date").orElse(null);
    }

    public @Nullable LocalDate due() {
        return XeroDates.day(element.tree(), "DueDate").orElse(null);
    }

    /** Before tax; zero when Xero doesn't say. */
    public BigDecimal net() {
        return XeroFields.orZero(JsonFields.decimal(element.tree(), "SubTotal"));
    }

    /** What is left to pay of a bill. */
    public @Nullable BigDecimal amountDue() {
        return JsonFields.decimal(element.tree(), "AmountDue");
    }

    public boolean isBill() {
        return "ACCPAY".equals(type);
    }

    public boolean isSpent() {
        return "SPEND".equals(type);
    }

    /** Whether a line of the bank's statement confirms it. */
    public boolean isReconciled() {
        return JsonFields.flag(element.tree(), "IsReconciled");
    }

    /** Its lines in Xero's order. */
    public List<XeroInvoice.Line> lines() {
        return XeroReader.lines(element);
    }
}
