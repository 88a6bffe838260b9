package org.harvestxero.billing.terms;

import java.util.List;
import org.harvestxero.billing.Money;
import org.jspecify.annotations.Nullable;

/**
 * What bounds and reduces a bill.
 *
 * @param caps not-to-exceed limits, in the order they are asked
 * @param adjustments agreed reductions
 * @param minimumInvoice a smaller invoice of time and expenses alone is carried to the next period; null to send any
 */
public record Limits(
        List<Cap> caps,
        List<Adjustment> adjustments,
        @Nullable Money minimumInvoice) {
    public Limits {
        caps = List.copyOf(caps);
        adjustments = List.copyOf(adjustments);
    }

    public static Limits none() {
        return new Limits(List.of(), List.of(), null);
    }

    public static Limits of(Cap... caps) {
        return new Limits(List.of(caps), List.of(), null);
    }

    public static Limits of(Adjustment... adjustments) {
        return new Limits(List.of(), List.of(adjustments), null);
    }

    public Limits carryingBelow(Money amount) {
        return new Limits(caps, adjustments, amount);
    }
}
