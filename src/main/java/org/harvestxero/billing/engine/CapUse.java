package org.harvestxero.billing.engine;

import java.util.Currency;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;

/**
 * What was billed under a cap so far.
 *
 * @param hours billed
 * @param money billed, before discounts
 */
public record CapUse(Hours hours, Money money) {
    static CapUse none(Currency currency) {
        return new CapUse(Hours.ZERO, Money.zero(currency));
    }

    CapUse plus(Hours moreHours, Money moreMoney) {
        return new CapUse(hours.plus(moreHours), money.plus(moreMoney));
    }
}
