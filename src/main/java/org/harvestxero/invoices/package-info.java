/**
 * Finds invoices among all that are known. {@link org.harvestxero.invoices.InvoiceIndex} keeps the tables that are searched like the ledger,
 * little by little; {@link org.harvestxero.invoices.InvoiceFinder} looks there.
 */
@NullMarked
package org.harvestxero.invoices;

import org.jspecify.annotations.NullMarked;
