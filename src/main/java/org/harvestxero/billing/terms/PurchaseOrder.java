package org.harvestxero.billing.terms;

/**
 * A client's order that work is billed against.
 *
 * @param number as the client writes it
 * @param match the work it pays for; a limit on it is a {@link Cap} with the same match
 */
public record PurchaseOrder(String number, Match match) {}
