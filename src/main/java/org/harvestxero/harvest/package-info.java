/**
 * How one talks to Harvest: requests, answers, tokens, and Harvest's JSON read into views and into the values of {@code mapping}; no
 * name of a JSON field is known outside. Its lists are followed by the links they carry, because Harvest moves between page numbers
 * and cursors without notice.
 */
@NullMarked
package org.harvestxero.harvest;

import org.jspecify.annotations.NullMarked;
