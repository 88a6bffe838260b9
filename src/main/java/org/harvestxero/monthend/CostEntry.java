package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A time entry as far as its cost goes.
 *
 * @param updated of two readings of one entry the later counts
 */
public record CostEntry(long id, Instant updated, LocalDate day, Work work, Effort effort, Standing standing) {
    static final Comparator<CostEntry> BY_DAY =
            Comparator.comparing(CostEntry::day).thenComparing(CostEntry::id);

    /**
     * @param hours as Harvest rounds them
     * @param rate cost of an hour on that day, in the company's base currency; null where none is set, or Harvest hides it
     */
    public record Effort(BigDecimal hours, @Nullable BigDecimal rate) {}

    /** @param running whether its timer still runs */
    public record Standing(boolean approved, boolean running) {}

    /** Of some in any order, by day and id; of two readings of one entry the later. */
    public static List<CostEntry> latest(Collection<CostEntry> entries) {
        Map<Long, CostEntry> latest = new HashMap<>();
        entries.forEach(entry ->
                latest.merge(entry.id(), entry, (one, other) -> other.updated().isBefore(one.updated()) ? one : other));
        return latest.values().stream().sorted(BY_DAY).toList();
    }

    public BigDecimal hours() {
        return effort.hours();
    }
}
