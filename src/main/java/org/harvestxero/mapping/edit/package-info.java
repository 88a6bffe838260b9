/** What of a changed invoice may be written to Xero: only what still stands there as it was last written. */
@NullMarked
package org.harvestxero.mapping.edit;

import org.jspecify.annotations.NullMarked;
