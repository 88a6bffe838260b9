package org.harvestxero.payroll;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.monthend.CostEntry;

/**
 * Entries that are not in a timesheet for one reason.
 *
 * @param words why, without the full stop
 * @param remedy what to do, as a sentence
 * @param entries by day and id
 */
public record Unpaid(Why why, String words, String remedy, List<CostEntry> entries) {
    public Unpaid {
        entries = List.copyOf(entries);
    }

    /** In the order in which they are told. */
    public enum Why {
        /** Time off: entered in payroll by its own rules. */
        LEAVE,
        NO_RULE,
        NOT_APPROVED,
        RUNNING,
        BELOW_ZERO;

        /** Whether something is to be done before the timesheet is whole. */
        public boolean isMissing() {
            return this != LEAVE;
        }
    }

    public BigDecimal hours() {
        return entries.stream().map(CostEntry::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
