/** Lines whose total in Xero is equal to Harvest's, to the cent. */
@NullMarked
package org.harvestxero.mapping.totals;

import org.jspecify.annotations.NullMarked;
