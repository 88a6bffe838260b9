/**
 * What invoices are searched by, beside the ledger: {@link org.harvestxero.store.invoice.InvoiceEntryTable} holds it,
 * {@link org.harvestxero.store.invoice.StandingInvoices} shows from what it is made.
 */
@NullMarked
package org.harvestxero.store.invoice;

import org.jspecify.annotations.NullMarked;
