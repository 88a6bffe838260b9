/**
 * What goes into the books at the end of a month: which entries make which lines of a journal, to the cent, and what is left out and
 * why. Pure: rules and entries in, lines out; who reads and sends is {@code journal}.
 */
@NullMarked
package org.harvestxero.monthend;

import org.jspecify.annotations.NullMarked;
