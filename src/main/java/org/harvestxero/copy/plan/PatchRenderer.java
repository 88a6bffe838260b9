package org.harvestxero.copy.plan;

import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.edit.HeaderField;
import org.harvestxero.mapping.edit.InvoicePatch;
import org.harvestxero.xero.XeroEditJson;
import org.harvestxero.xero.XeroInvoiceEdit;

/** Turns a decided edit into the element that travels. */
final class PatchRenderer {
    private PatchRenderer() {}

    static String element(InvoicePatch patch) {
        XeroInvoiceEdit edit = XeroInvoiceEdit.nothing();
        for (Map.Entry<HeaderField, String> change : patch.header().entrySet()) {
            edit = with(edit, change.getKey(), change.getValue());
        }
        if (patch.status() != null) {
            edit = edit.withStatus(patch.status().name());
        }
        if (patch.lines() != null) {
            edit = edit.withLines(patch.lines().stream()
                    .map(line -> new XeroInvoiceEdit.Line(line.id(), line.line()))
                    .toList());
        }
        return XeroEditJson.invoiceEdit(patch.invoiceId(), edit);
    }

    static String approval(String invoiceId) {
        return XeroEditJson.statusChange(invoiceId, XeroStatus.AUTHORISED);
    }

    private static XeroInvoiceEdit with(XeroInvoiceEdit edit, HeaderField field, String value) {
        return switch (field) {
            case NUMBER -> edit.withNumber(value);
            case CONTACT -> edit; // it is put in when this travels, by then it is in Xero
            case DATE -> edit.withDate(LocalDate.parse(value));
            case DUE_DATE -> value.isEmpty() ? edit : edit.withDueDate(LocalDate.parse(value));
            case CURRENCY -> edit.withCurrency(value);
            case REFERENCE -> edit.withReference(value);
            case URL -> edit.withUrl(value);
            case BRANDING_THEME -> value.isEmpty() ? edit : edit.withBrandingTheme(value);
        };
    }
}
