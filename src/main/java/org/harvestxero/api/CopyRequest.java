package org.harvestxero.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code copy} was asked for.
 *
 * @param invoice Harvest's invoice number, also of one that would be skipped; null for everything that is due
 * @param dryRun nothing is sent or recorded; the report says what would be
 * @param explain the report says for each line which rule decided
 */
public record CopyRequest(@Nullable String invoice, boolean dryRun, boolean explain) {}
