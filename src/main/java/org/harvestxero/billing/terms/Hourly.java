package org.harvestxero.billing.terms;

import org.harvestxero.billing.Money;
import org.jspecify.annotations.Nullable;

/**
 * Work is billed by the hour or day.
 *
 * @param minimum the least that is charged in a period with any work; null for none
 */
public record Hourly(@Nullable Money minimum) implements Terms {
    public static Hourly plain() {
        return new Hourly(null);
    }
}
