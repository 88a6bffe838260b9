/** Looks again at work that was billed, and reports where Harvest no longer shows what the bill was made of. */
@NullMarked
package org.harvestxero.recheck;

import org.jspecify.annotations.NullMarked;
