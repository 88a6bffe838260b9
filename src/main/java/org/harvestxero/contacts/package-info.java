/** Clients in Harvest and contacts in Xero that follow each other: made at once, changed field by field, asked about where both changed. */
@NullMarked
package org.harvestxero.contacts;

import org.jspecify.annotations.NullMarked;
