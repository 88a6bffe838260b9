package org.harvestxero.billing.terms;

import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;

/** A bound counted in hours or in money before tax. */
public sealed interface Limit permits Limit.InHours, Limit.InMoney {
    /** @param hours not negative */
    record InHours(Hours hours) implements Limit {
        @Override
        public String toString() {
            return hours.toString();
        }
    }

    /** @param money not negative */
    record InMoney(Money money) implements Limit {
        public InMoney {
            if (money.isNegative()) {
                throw new IllegalArgumentException("A limit cannot be negative: " + money);
            }
        }

        @Override
        public String toString() {
            return money.toString();
        }
    }

    static Limit hours(String hours) {
        return new InHours(Hours.of(hours));
    }

    static Limit money(String amount, String currency) {
        return new InMoney(Money.of(amount, currency));
    }
}
