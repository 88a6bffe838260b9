package org.harvestxero.worth;

import java.time.LocalDate;

/** Says what is not billed yet, and what it is worth at agreed prices. */
public interface AgreedPrices {
    /**
     * All billable work dated up to a day that stands on no invoice dated up to it, as it is known now: an entry that was written later
     * counts by its date. Reads Harvest and writes nothing.
     *
     * <p>What a side answers wrong is thrown as it is.
     *
     * @param day its end counts
     */
    UnbilledWork unbilledAt(LocalDate day);
}
