package org.harvestxero.mapping.edit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a changed Harvest invoice is brought to its Xero copy.
 *
 * @param patch what to write, null for nothing
 * @param drift what can't or mustn't be written, for a person; when an amount is among it, there is no patch at all
 * @param kept what people changed in Xero and this edit leaves as it is
 */
public record EditPlan(@Nullable InvoicePatch patch, List<Difference> drift, List<Difference> kept) {
    public EditPlan {
        drift = List.copyOf(drift);
        kept = List.copyOf(kept);
    }

    /** Both sides agree as far as they have to. */
    public boolean isNothing() {
        return patch == null && drift.isEmpty();
    }
}
