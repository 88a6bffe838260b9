/**
 * What work earned: facts of hours, cost and invoices in, figures by project, client, month, person, task or role out, each with its
 * formula. Pure. Amounts are whole cents from the start, so that the sums of all views are the same to the cent.
 */
@NullMarked
package org.harvestxero.profit;

import org.jspecify.annotations.NullMarked;
