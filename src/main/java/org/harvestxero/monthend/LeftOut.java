package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.util.List;

/**
 * Entries that are not in a journal for one reason.
 *
 * @param words why, as a sentence without its entries
 * @param remedy what to do
 * @param entries by day and id
 */
public record LeftOut(Why why, String words, String remedy, List<CostEntry> entries) {
    public LeftOut {
        entries = entries.stream().sorted(CostEntry.BY_DAY).toList();
    }

    /** In the order in which they are told. */
    public enum Why {
        NO_RATE,
        /** Nobody priced it, or a person holds it. */
        NO_PRICE,
        /** Its currency has no rate. */
        NO_CURRENCY_RATE,
        /** What was used of a fee is not known. */
        NOT_BILLED_YET,
        NO_RULE,
        REFUSED_CODING,
        NOT_APPROVED,
        RUNNING,
        BELOW_ZERO,
        OTHER_MONTH
    }

    public BigDecimal hours() {
        return entries.stream().map(CostEntry::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
