/**
 * Finds clients and tracked work. {@link org.harvestxero.tracked.WorkIndex} learns of each run of bills once it is over;
 * {@link org.harvestxero.tracked.WorkFinder} looks there, and in what became of the work.
 */
@NullMarked
package org.harvestxero.tracked;

import org.jspecify.annotations.NullMarked;
