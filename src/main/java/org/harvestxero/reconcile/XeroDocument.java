package org.harvestxero.reconcile;

import org.harvestxero.reconciliation.Twins.Tie;
import org.harvestxero.reconciliation.XeroSide;

/**
 * A document of Xero's with what it belongs to.
 *
 * @param key Harvest's id of the invoice, negative for a draft of ours; for others a number made of Xero's id
 * @param side without its money, which other lists tell
 */
record XeroDocument(long key, Tie tie, XeroSide side) {}
