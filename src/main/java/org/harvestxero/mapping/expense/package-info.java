/**
 * How a Harvest expense looks in Xero's purchases: as a line of a bill to the person who spent it, or as money spent from an account.
 */
@NullMarked
package org.harvestxero.mapping.expense;

import org.jspecify.annotations.NullMarked;
