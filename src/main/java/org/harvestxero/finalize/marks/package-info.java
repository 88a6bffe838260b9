/**
 * Work that is billed here and still counts as uninvoiced in Harvest: no call marks it there, so people are told what to mark, and
 * it is checked off once Harvest shows it.
 */
@NullMarked
package org.harvestxero.finalize.marks;

import org.jspecify.annotations.NullMarked;
