/**
 * Takes the steps of the dunning plan: reads what is open, finds what is due by the rules of {@code dunning}, and mails managers, clients
 * and owners. What is sent is recorded before it leaves, so that neither a crash nor an unclear answer leads to the same mail twice; what
 * is in doubt is for a person to decide.
 *
 * <p>Begin at {@link org.harvestxero.overdue.OverdueRounds}, whose steps {@code routes/overdue.camel.yaml} names.
 */
@NullMarked
package org.harvestxero.overdue;

import org.jspecify.annotations.NullMarked;
