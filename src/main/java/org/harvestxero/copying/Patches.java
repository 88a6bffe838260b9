package org.harvestxero.copying;

import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.mapping.HeaderField;
import org.harvestxero.mapping.InvoicePatch;
import org.harvestxero.xero.InvoiceEdit;
import org.harvestxero.xero.XeroWire;

/** Turns a decided edit into the element that travels. */
final class Patches {
    private Patches() {}

    static String element(InvoicePatch patch) {
        InvoiceEdit edit = InvoiceEdit.nothing();
        for (Map.Entry<HeaderField, String> change : patch.header().entrySet()) {
            edit = with(edit, change.getKey(), change.getValue());
        }
        if (patch.status() != null) {
            edit = edit.withStatus(patch.status().name());
        }
        if (patch.lines() != null) {
            edit = edit.withLines(patch.lines().stream()
                    .map(line -> new InvoiceEdit.Line(line.id(), line.line()))
                    .toList());
        }
        return XeroWire.invoiceEdit(patch.invoiceId(), edit);
    }

    static String approval(String invoiceId) {
        return XeroWire.statusChange(invoiceId, "AUTHORISED");
    }

    private static InvoiceEdit with(InvoiceEdit edit, HeaderField field, String value) {
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
