/**
 * Approved expenses become bills and spent money in Xero: {@code ExpenseReader} keeps what Harvest shows, {@code ExpensePlanner} decides
 * person by person what goes on which bill, {@code PurchaseEditPlanner} brings later changes to what stands in Xero, {@code
 * ReceiptSteps} attaches the files. What is decided travels by the same outbox as everything else.
 */
@NullMarked
package org.harvestxero.copy.expense;

import org.jspecify.annotations.NullMarked;
