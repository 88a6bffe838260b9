package org.harvestxero.mapping.expense;

import java.util.List;

/**
 * A bill, or money spent, as we last wrote it.
 *
 * @param lineIds Xero's ids of its lines, in their order
 */
public record WrittenPurchase(TargetPurchase purchase, String contactId, List<String> lineIds) {
    public WrittenPurchase {
        lineIds = List.copyOf(lineIds);
    }
}
