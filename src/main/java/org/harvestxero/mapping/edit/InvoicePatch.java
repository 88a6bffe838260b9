package org.harvestxero.mapping.edit;

import java.util.List;
import java.util.Map;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.document.TargetLine;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an existing Xero invoice to write; whatever isn't here stays as it is.
 *
 * @param header new values by field, dates as {@code 2026-10-12}; an empty text clears the field
 * @param status AUTHORISED to approve it with this edit, else null
 * @param lines all lines the invoice shall have, in order, or null to leave the lines alone; Xero deletes lines not listed
 */
public record InvoicePatch(
        String invoiceId,
        Map<HeaderField, String> header,
        @Nullable Status status,
        @Nullable List<Line> lines) {
    public InvoicePatch {
        header = Map.copyOf(header);
        lines = lines == null ? null : List.copyOf(lines);
    }

    /** @param id Xero's id of the line, null for a new one */
    public record Line(@Nullable String id, TargetLine line) {}

    boolean isEmpty() {
        return header.isEmpty() && status == null && lines == null;
    }
}
