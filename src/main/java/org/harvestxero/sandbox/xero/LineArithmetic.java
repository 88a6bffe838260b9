package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Xero's arithmetic of one line: half-up (away from zero below zero), the discount rounded before it is taken off,
 * tax per line.
 *
 * @see <a href="https://developer.xero.com/documentation/guides/how-to-guides/rounding-in-xero/">Rounding in Xero</a>
 */
final class LineArithmetic {
    static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private LineArithmetic() {}

    /** To 2 decimals, half-up. */
    static BigDecimal money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    static BigDecimal quantity(BigDecimal quantity) {
        return quantity.setScale(4, RoundingMode.HALF_UP);
    }

    /** A unit amount with the decimals asked for by {@code unitdp}: 2 or 4. */
    static BigDecimal unitAmount(BigDecimal unitAmount, int decimals) {
        return unitAmount.setScale(decimals, RoundingMode.HALF_UP);
    }

    /** Quantity times unit amount, before any discount. */
    static BigDecimal gross(BigDecimal quantity, BigDecimal unitAmount) {
        return money(quantity.multiply(unitAmount));
    }

    /** What is taken off a gross amount; the rate, in percent, wins over the amount. */
    static BigDecimal discount(BigDecimal gross, @Nullable BigDecimal rate, @Nullable BigDecimal amount) {
        if (rate != null) {
            return money(gross.multiply(rate).divide(HUNDRED));
        }
        return amount == null ? ZERO : money(amount);
    }

    /** The tax in or on a line amount; the rate is in percent. */
    static BigDecimal tax(BigDecimal lineAmount, BigDecimal rate, LineAmountTypes types, RoundingMode rounding) {
        return switch (types) {
            case EXCLUSIVE -> lineAmount.multiply(rate).divide(HUNDRED, 2, rounding);
            case INCLUSIVE -> lineAmount.multiply(rate).divide(HUNDRED.add(rate), 2, rounding);
            case NO_TAX -> ZERO;
        };
    }
}
