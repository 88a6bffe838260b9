package org.harvestxero.xero;

import java.time.LocalDate;
import java.util.List;
import org.harvestxero.mapping.TargetLine;
import org.jspecify.annotations.Nullable;

/**
 * What to change on an invoice or credit note that stands in Xero; null leaves a field alone, an empty text clears it.
 *
 * @param lines all lines the document shall have: Xero deletes every line that is not listed
 */
public record InvoiceEdit(
        @Nullable String contactId,
        @Nullable String number,
        @Nullable String reference,
        @Nullable String url,
        @Nullable String brandingThemeId,
        @Nullable String currency,
        @Nullable LocalDate date,
        @Nullable LocalDate dueDate,
        @Nullable String status,
        @Nullable List<Line> lines) {

    public InvoiceEdit {
        lines = lines == null ? null : List.copyOf(lines);
    }

    /** @param lineItemId the line in Xero it replaces, null for a new one */
    public record Line(@Nullable String lineItemId, TargetLine line) {}

    public static InvoiceEdit nothing() {
        return new InvoiceEdit(null, null, null, null, null, null, null, null, null, null);
    }

    public InvoiceEdit withContact(String id) {
        return new InvoiceEdit(id, number, reference, url, brandingThemeId, currency, date, dueDate, status, lines);
    }

    public InvoiceEdit withNumber(String value) {
        return new InvoiceEdit(
                contactId, value, reference, url, brandingThemeId, currency, date, dueDate, status, lines);
    }

    public InvoiceEdit withReference(String value) {
        return new InvoiceEdit(contactId, number, value, url, brandingThemeId, currency, date, dueDate, status, lines);
    }

    public InvoiceEdit withUrl(String value) {
        return new InvoiceEdit(
                contactId, number, reference, value, brandingThemeId, currency, date, dueDate, status, lines);
    }

    public InvoiceEdit withBrandingTheme(String id) {
        return new InvoiceEdit(contactId, number, reference, url, id, currency, date, dueDate, status, lines);
    }

    public InvoiceEdit withCurrency(String code) {
        return new InvoiceEdit(contactId, number, reference, url, brandingThemeId, code, date, dueDate, status, lines);
    }

    public InvoiceEdit withDate(LocalDate value) {
        return new InvoiceEdit(
                contactId, number, reference, url, brandingThemeId, currency, value, dueDate, status, lines);
    }

    public InvoiceEdit withDueDate(LocalDate value) {
        return new InvoiceEdit(
                contactId, number, reference, url, brandingThemeId, currency, date, value, status, lines);
    }

    public InvoiceEdit withStatus(String value) {
        return new InvoiceEdit(
                contactId, number, reference, url, brandingThemeId, currency, date, dueDate, value, lines);
    }

    public InvoiceEdit withLines(List<Line> all) {
        return new InvoiceEdit(
                contactId, number, reference, url, brandingThemeId, currency, date, dueDate, status, all);
    }

    public boolean isEmpty() {
        return equals(nothing());
    }
}
