/** The tables of what is open in Xero and what was done about it, one class each; {@code OverdueTables} gives those of one connection. */
@NullMarked
package org.harvestxero.store.overdue;

import org.jspecify.annotations.NullMarked;
