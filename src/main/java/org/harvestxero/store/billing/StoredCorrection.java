package org.harvestxero.store.billing;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stored one.
 *
 * @param periodEnd last day of the period it corrects
 * @param closedAt since when it counts no longer; null while it does
 * @param usedBy the run that billed it; null for none
 * @param givesBack the one, charged with another bill, that this gives back; null for none
 */
public record StoredCorrection(
        long id,
        NewCorrection correction,
        LocalDate periodEnd,
        Instant madeAt,
        @Nullable Instant closedAt,
        @Nullable Long usedBy,
        @Nullable String usedOn,
        @Nullable Long givesBack) {}
