/**
 * How one talks to Harvest: requests, answers, tokens, and Harvest's JSON read into the values of {@code mapping}. Its lists
 * are followed by the links they carry, because Harvest moves between page numbers and cursors without notice.
 */
@NullMarked
package org.harvestxero.harvest;

import org.jspecify.annotations.NullMarked;
