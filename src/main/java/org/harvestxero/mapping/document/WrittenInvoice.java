package org.harvestxero.mapping.document;

import java.util.List;

/**
 * An invoice as we last wrote it.
 *
 * @param lineIds Xero's ids of its lines, in their order
 * @param repaired Xero once worked it out differently, so that only confirmed arithmetic is used for it (ruling 7)
 */
public record WrittenInvoice(TargetInvoice invoice, String contactId, List<String> lineIds, boolean repaired) {
    public WrittenInvoice(TargetInvoice invoice, String contactId, List<String> lineIds) {
        this(invoice, contactId, lineIds, false);
    }

    public WrittenInvoice {
        lineIds = List.copyOf(lineIds);
    }
}
