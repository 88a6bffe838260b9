package org.harvestxero.xero;

import java.time.LocalDate;
import java.util.List;
import org.harvestxero.mapping.document.TargetLine;
import org.jspecify.annotations.Nullable;

/**
 * What to change on an invoice or credit note that stands in Xero; null leaves a field alone, an empty text clears it.
 *
 * @param lines all lines the document shall have: Xero deletes every line that is not listed
 */
public record XeroInvoiceEdit(
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

    public XeroInvoiceEdit {
        lines = lines == null ? null : List.copyOf(lines);
    }

    /** @param lineItemId the line in Xero it replaces, null for a new one */
    public record Line(@Nullable String lineItemId, TargetLine line) {}

    public static XeroInvoiceEdit nothing() {
        return new XeroInvoiceEdit(null, null, null, null, null, null, null, null, null, null);
    }

    public XeroInvoiceEdit withContact(String id) {
        return new XeroInvoiceEdit(id, number, reference, url, brandingThemeId, currency, date, dueDate, status, lines);
    }

    public XeroInvoiceEdit withNumber(String value) {
        return new XeroInvoiceEdit(
                contactId, value, reference, url, brandingThemeId, currency, date, dueDate, status, lines);
    }

    public XeroInvoiceEdit withReference(String value) {
        return new XeroInvoiceEdit(
                contactId, number, value, url, brandingThemeId, currency, date, dueDate, status, lines);
    }

    public XeroInvoiceEdit withUrl(String value) {
        return new XeroInvoiceEdit(
                contactId, number, reference, value, brandingThemeId, currency, date, dueDate, status, lines);
    }

    public XeroInvoiceEdit withBrandingTheme(String id) {
        return new XeroInvoiceEdit(contactId, number, reference, url, id, currency, date, dueDate, status, lines);
    }

    public XeroInvoiceEdit withCurrency(String code) {
        return new XeroInvoiceEdit(
                contactId, number, reference, url, brandingThemeId, code, date, dueDate, status, lines);
    }

    public XeroInvoiceEdit withDate(LocalDate value) {
        return new XeroInvoiceEdit(
                contactId, number, reference, url, brandingThemeId, currency, value, dueDate, status, lines);
    }

    public XeroInvoiceEdit withDueDate(LocalDate value) {
        return new XeroInvoiceEdit(
                contactId, number, reference, url, brandingThemeId, currency, date, value, status, lines);
    }

    public XeroInvoiceEdit withStatus(String value) {
        return new XeroInvoiceEdit(
                contactId, number, reference, url, brandingThemeId, currency, date, dueDate, value, lines);
    }

    public XeroInvoiceEdit withLines(List<Line> all) {
        return new XeroInvoiceEdit(
                contactId, number, reference, url, brandingThemeId, currency, date, dueDate, status, all);
    }

    public boolean isEmpty() {
        return equals(nothing());
    }
}
