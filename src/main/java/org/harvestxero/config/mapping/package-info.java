/**
 * Reads {@code mappings.yaml} into the rules that mapping works with. The file is checked whole before any of it counts, so that
 * a slip of the pen is refused with its line and never books anything in the wrong place.
 */
@NullMarked
package org.harvestxero.config.mapping;

import org.jspecify.annotations.NullMarked;
