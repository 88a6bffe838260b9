/**
 * Records what Harvest's lists show, page by page, and how far each list was read, so that a change is seen once and none is missed.
 */
@NullMarked
package org.harvestxero.copy.ingest;

import org.jspecify.annotations.NullMarked;
