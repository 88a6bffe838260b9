package org.harvestxero.reconcile;

import org.harvestxero.reconciliation.XeroSide.Money;

/**
 * Money on an invoice, as one of Xero's lists shows it.
 *
 * @param key of the invoice, as {@link XeroDocument#key}
 * @param slot tells parts of one invoice apart; of one slot the latest counts
 * @param stands false when it was deleted
 * @param reconciled whether the bank's statement confirms it
 */
record XeroPart(long key, String slot, Money money, boolean stands, boolean reconciled) {}
