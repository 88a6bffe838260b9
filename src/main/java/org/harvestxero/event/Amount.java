package org.harvestxero.event;

import java.math.BigDecimal;
import org.harvestxero.billing.CurrencyDigits;
import org.jspecify.annotations.Nullable;

/**
 * An amount as events show it.
 *
 * @param amount in units of the currency, with two decimals at least
 * @param currency three letters, such as USD; null where it isn't known
 */
public record Amount(BigDecimal amount, @Nullable String currency) {
    public Amount {
        amount = CurrencyDigits.atLeastTwo(amount);
    }
}
