package org.harvestxero.billing.engine;

/**
 * Something people should know that stops nothing.
 *
 * @param about the cap, rule or entry it is about
 * @param words what happened
 */
public record Notice(String about, String words) {}
