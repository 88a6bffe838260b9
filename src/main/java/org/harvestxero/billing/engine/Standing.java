package org.harvestxero.billing.engine;

import org.harvestxero.billing.Hours;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs did with a time entry.
 *
 * @param settled hours billed, covered or written off, as Harvest counts them
 * @param overageOf the retainer whose overage the rest is; null when it is none
 */
public record Standing(Hours settled, @Nullable String overageOf) {}
