/**
 * Pages about both sides' books: whether they agree, payments, contacts, what is to be marked, what is overdue; money; runs and the audit.
 *
 * <p>What asks Harvest or Xero runs as a {@link org.harvestxero.console.page.sides.Look} in the background, and its answer is kept for
 * everybody to see. Pages say which of the program's services they show; nothing is worked out here that the command line does not
 * show too.
 */
@NullMarked
package org.harvestxero.console.page.sides;

import org.jspecify.annotations.NullMarked;
