package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A time entry as far as its cost goes.
 *
 * @param updated of two readings of one entry the later counts
 */
public record CostEntry(long id, Instant updated, LocalDate day, Work work, Effort effort, Standing standing) {

    /**
     * @param hours as Harvest rounds them
     * @param rate cost of an hour on that day, in the company's base currency; null where none is set, or Harvest hides it
     */
    public record Effort(BigDecimal hours, @Nullable BigDecimal rate) {}

    /** @param running whether its timer still runs */
    public record Standing(boolean approved, boolean running) {}

    public BigDecimal hours() {
        return effort.hours();
    }
}
