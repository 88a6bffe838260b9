/**
 * The end of a month: reads what was worked from Harvest, has {@code monthend} make journals of it, and makes them in Xero, each once.
 * A journal is recorded before Xero is asked, and its mark is looked for before any repeat.
 */
@NullMarked
package org.harvestxero.journal;

import org.jspecify.annotations.NullMarked;
