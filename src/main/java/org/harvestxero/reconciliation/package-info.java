/**
 * Holds three accounts of the same documents against each other, to the cent: Harvest's, our own, and Xero's. Each difference gets one
 * of a closed list of reasons with the sum it accounts for; what is left has the reason "unexplained". Pure: whoever reads the sides
 * hands them in one document after the other, so that memory stays flat however many there are.
 */
@NullMarked
package org.harvestxero.reconciliation;

import org.jspecify.annotations.NullMarked;
