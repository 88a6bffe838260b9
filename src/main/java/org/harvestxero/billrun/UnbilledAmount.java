package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.harvestxero.api.UnbilledReport.Sum;
import org.harvestxero.billing.CurrencyDigits;

/** Hours and unrounded worth. */
record UnbilledAmount(BigDecimal hours, BigDecimal worth) {
    private static final int DECIMALS = 2;

    static final UnbilledAmount NONE = new UnbilledAmount(BigDecimal.ZERO, BigDecimal.ZERO);

    UnbilledAmount plus(UnbilledAmount other) {
        return new UnbilledAmount(hours.add(other.hours), worth.add(other.worth));
    }

    UnbilledAmount minus(UnbilledAmount other) {
        return new UnbilledAmount(hours.subtract(other.hours), worth.subtract(other.worth));
    }

    /** Hours to two decimals, worth to those of its currency. */
    Sum rounded(String currency) {
        return new Sum(hours.setScale(DECIMALS, RoundingMode.HALF_UP), CurrencyDigits.rounded(worth, currency));
    }

    boolean isNothing(String currency) {
        Sum rounded = rounded(currency);
        return rounded.hours().signum() == 0 && rounded.worth().signum() == 0;
    }
}
