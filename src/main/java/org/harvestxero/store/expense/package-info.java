/**
 * The tables of expenses: {@code PurchaseTable} says on which bill, or as which money spent, an expense goes, {@code
 * SeenPurchaseTable} what Xero has under numbers of ours, {@code ReceiptTable} which files are still to be attached, {@code
 * ExpenseDocuments} whose expenses are to be looked at. Begin at {@code PurchaseTable}.
 */
@NullMarked
package org.harvestxero.store.expense;

import org.jspecify.annotations.NullMarked;
