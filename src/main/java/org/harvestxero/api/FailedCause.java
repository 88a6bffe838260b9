package org.harvestxero.api;

/**
 * What keeps documents from being copied.
 *
 * @param id what {@code failed retry --cause} takes, and pages begin behind
 * @param cause its code, such as {@code account-archived}
 * @param message what is wrong, as the document that failed last says it
 * @param documents how many stand failed for it
 */
public record FailedCause(long id, String cause, String message, String remedy, long documents) {}
