package org.harvestxero.billing.engine;

/**
 * A line and where it stands.
 *
 * @param place of its rule in the agreement; expenses come after all rules
 * @param order among lines of the same rule and kind
 * @param line the line
 */
record PlacedLine(int place, int order, DraftLine line) {}
