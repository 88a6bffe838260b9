/**
 * Tables of copied documents: what Harvest showed, what is to be done in Xero, how it stands there, and what failed.
 */
@NullMarked
package org.harvestxero.store.copy;

import org.jspecify.annotations.NullMarked;
