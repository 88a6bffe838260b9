package org.harvestxero.billing.terms;

/**
 * Work is given away.
 *
 * @param reason why, in words; recorded with every entry
 * @param shown whether the invoice shows it as a line of 0.00; else it is written off without a line
 */
public record NoCharge(String reason, boolean shown) implements Terms {}
