/**
 * Makes the Harvest invoice of a draft, so that its time counts as billed there, and takes it back where it comes out otherwise.
 */
@NullMarked
package org.harvestxero.finalize.mirror;

import org.jspecify.annotations.NullMarked;
