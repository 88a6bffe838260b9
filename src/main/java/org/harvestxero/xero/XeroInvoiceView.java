package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * An invoice or bill as Xero shows it; what Xero doesn't show is null. {@link XeroReader#invoice} reads it whole, with its lines.
 *
 * @param type Xero's word; {@code ACCREC} is a sales invoice
 * @param status Xero's word, such as {@code AUTHORISED}
 * @param currency its code
 */
public record XeroInvoiceView(
        XeroElement element,
        @Nullable String number,
        @Nullable String type,
        @Nullable String status,
        Contact contact,
        @Nullable String currency,
        @Nullable LocalDate date,
        Amounts amounts) {

    /** Whose it is; empty texts where Xero doesn't say. */
    public record Contact(String id, String name) {}

    /** With tax, in the invoice's currency. @param due what is left to pay @param credited by credit notes */
    public record Amounts(
            @Nullable BigDecimal total,
            @Nullable BigDecimal due,
            @Nullable BigDecimal paid,
            @Nullable BigDecimal credited) {}

    public static XeroInvoiceView of(XeroElement element) {
        JsonNode invoice = element.tree();
        return new XeroInvoiceView(
                element,
                JsonFields.text(invoice, "InvoiceNumber"),
                JsonFields.text(invoice, "Type"),
                JsonFields.text(invoice, "Status"),
                contact(JsonFields.field(invoice, "Contact")),
                JsonFields.text(invoice, "CurrencyCode"),
                XeroDates.day(invoice, "Date").orElse(null),
                new Amounts(
                        JsonFields.decimal(invoice, "Total"),
                        JsonFields.decimal(invoice, "AmountDue"),
                        JsonFields.decimal(invoice, "AmountPaid"),
                        JsonFields.decimal(invoice, "AmountCredited")));
    }

    /** A file that is attached to it. @param bytes its size; null where Xero doesn't say */
    public record File(String name, @Nullable Long bytes) {}

    /** Files attached to it; shown where one invoice is asked for, and not in lists. */
    public List<File> files() {
        return XeroElement.list(element.tree(), "Attachments").stream()
                .map(XeroElement::tree)
                .map(file -> new File(text(file, "FileName"), bytes(file)))
                .filter(file -> !file.name().isEmpty())
                .toList();
    }

    private static String text(JsonNode file, String field) {
        String text = JsonFields.text(file, field);
        return text == null ? "" : text;
    }

    private static @Nullable Long bytes(JsonNode file) {
        BigDecimal length = JsonFields.decimal(file, "ContentLength");
        return length == null ? null : Long.valueOf(length.longValue());
    }

    private static Contact contact(JsonNode contact) {
        String id = JsonFields.text(contact, "ContactID");
        String name = JsonFields.text(contact, "Name");
        return new Contact(id == null ? "" : id, name == null ? "" : name);
    }

    /** Xero's id; empty when it shows none. */
    public String id() {
        return element.id();
    }

    public boolean isSalesInvoice() {
        return "ACCREC".equals(type);
    }

    /** What is left to pay; zero when Xero doesn't say. */
    public BigDecimal due() {
        return amounts.due == null ? BigDecimal.ZERO : amounts.due;
    }

    public boolean isPaidInPart() {
        return amounts.paid != null && amounts.paid.signum() > 0;
    }

    /** Whether a credit note is set against it. */
    public boolean isCredited() {
        return amounts.credited != null && amounts.credited.signum() > 0;
    }

    /** Whether it goes by the number, in whatever case. */
    public boolean isNumbered(String wanted) {
        return wanted.equalsIgnoreCase(number);
    }
}
