/**
 * What is done about invoices that are not paid when they are due: which step of the dunning plan is due for which invoice on which day,
 * what one mail to a client holds, and how old what clients owe is. Pure: every day and amount is handed in.
 *
 * <p>Begin at {@link org.harvestxero.dunning.StepFinder}, which decides of one invoice, and {@link org.harvestxero.dunning.ClientReminder},
 * which makes one mail of all that is due of one client.
 */
@NullMarked
package org.harvestxero.dunning;

import org.jspecify.annotations.NullMarked;
