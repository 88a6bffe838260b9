package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.jspecify.annotations.Nullable;

/**
 * A time entry, or a piece of one, on its way to a bucket.
 *
 * @param entry what it is of
 * @param source the same, as results name it
 * @param hours as Harvest counts them
 * @param billed the same after the agreement's counting and rounding
 * @param priced what it costs
 * @param late whether it was worked before the period
 * @param overageOf the retainer it was held as overage of; null when it wasn't
 * @param counting how hours became billed hours, in words
 */
record Part(
        TimeEntry entry,
        Source source,
        Hours hours,
        Hours billed,
        Priced priced,
        boolean late,
        @Nullable String overageOf,
        String counting) {

    /** Unrounded, at Harvest's own rate. */
    BigDecimal worth() {
        return worth(entry, hours);
    }

    static BigDecimal worth(TimeEntry entry, Hours hours) {
        Rate rate = entry.billableRate();
        return rate == null ? BigDecimal.ZERO : rate.worth(hours);
    }

    /** The piece that has {@code first} of the billed hours, and its like share of Harvest's. */
    Part firstOf(Hours first) {
        Hours share = billed.isZero() ? Hours.ZERO : hours.shareRoundedDown(first.parts(), billed.parts());
        return with(share, first);
    }

    /** What is left beside {@code other}. */
    Part without(Part other) {
        return with(hours.minus(other.hours), billed.minus(other.billed));
    }

    Part with(Hours newHours, Hours newBilled) {
        return new Part(entry, source, newHours, newBilled, priced, late, overageOf, counting);
    }

    Part counted(Hours newBilled, String how) {
        return new Part(entry, source, hours, newBilled, priced, late, overageOf, how);
    }

    Part priced(Priced other) {
        return new Part(entry, source, hours, billed, other, late, overageOf, counting);
    }

    Part overageOf(String retainer) {
        return new Part(entry, source, hours, billed, priced, late, retainer, counting);
    }
}
