/** Finds or plans the Xero contact of each Harvest client: one intent for one client, never a guess. */
@NullMarked
package org.harvestxero.copy.contact;

import org.jspecify.annotations.NullMarked;
