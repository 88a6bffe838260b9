package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two taxes a Harvest invoice carries, and which of its lines each is on.
 *
 * @param tax in percent; null without one
 * @param tax2 in percent; null without one
 * @param lines in the order of the invoice's
 */
public record HarvestTaxes(
        @Nullable BigDecimal tax, @Nullable BigDecimal tax2, List<Flags> lines) {
    public HarvestTaxes {
        lines = List.copyOf(lines);
    }

    /** Which of the two taxes a line carries. */
    public record Flags(boolean taxed, boolean taxed2) {}
}
