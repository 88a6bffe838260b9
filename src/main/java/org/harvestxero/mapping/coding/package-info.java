/**
 * Account, tax type, item and tracking of each line, by the rules of {@code mappings.yaml} and what Xero has set up.
 */
@NullMarked
package org.harvestxero.mapping.coding;

import org.jspecify.annotations.NullMarked;
