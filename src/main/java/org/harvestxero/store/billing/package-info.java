/** Tables of billing: runs, drafts with their proof, decisions, balances, deliveries. */
@NullMarked
package org.harvestxero.store.billing;

import org.jspecify.annotations.NullMarked;
