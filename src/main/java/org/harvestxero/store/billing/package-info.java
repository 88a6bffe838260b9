/**
 * The tables of billing. For the bill run, which writes them in one transaction, and for review, finalizing and explaining, which
 * read them.
 *
 * <ul>
 *   <li>A run: {@code BillingRunTable}, {@code NotBilledTable}, {@code BalanceMovementTable}, {@code CorrectionTable} and the
 *       {@code AgreementVersionTable} it was made by.
 *   <li>Its drafts: {@code StoredDraft}, read by {@code DraftTable}, changed by {@code DraftWriter}, moving as {@code DraftState}
 *       allows, and sent on by way of {@code DeliveryTable}.
 *   <li>Work: {@code EntryStateTable} says what became of each entry and expense, {@code DraftLines} on which line it is,
 *       {@code DecisionTable} what people said of it.
 * </ul>
 *
 * <p>Begin at {@code BillingRunTable} and {@code DraftTable}.
 */
@NullMarked
package org.harvestxero.store.billing;

import org.jspecify.annotations.NullMarked;
