package org.harvestxero.profit.budget;

import java.math.BigDecimal;
import org.harvestxero.billing.Named;

/**
 * What a project may take.
 *
 * @param unit {@code hours}, or the currency of the amounts
 * @param amount above zero
 * @param monthly whether it begins anew each month
 */
public record Budget(Named client, Named project, String unit, BigDecimal amount, boolean monthly) {
    public static final String HOURS = "hours";

    public Budget {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("A budget of " + amount + " is none");
        }
    }

    public boolean isInHours() {
        return unit.equals(HOURS);
    }
}
