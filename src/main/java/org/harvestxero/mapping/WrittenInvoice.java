package org.harvestxero.mapping;

import java.util.List;

/**
 * An invoice as we last wrote it.
 *
 * @param lineIds Xero's ids of its lines, in their order
 */
public record WrittenInvoice(TargetInvoice invoice, String contactId, List<String> lineIds) {
    public WrittenInvoice {
        lineIds = List.copyOf(lineIds);
    }
}
