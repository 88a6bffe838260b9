package org.harvestxero.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/**
 * Quantity and unit amount of an invoice line, as Xero multiplies them.
 *
 * <p>Xero takes the quantity and (with {@code unitdp=4}) the unit amount with four decimals, and rounds their product
 * half up to two, whatever the currency. A product that is whole yen only after rounding is therefore not exact; one in dinars
 * is held to their three decimals.
 *
 * @param quantity at most four decimals
 * @param unitAmount before tax, at most four decimals
 */
public record LinePrice(BigDecimal quantity, BigDecimal unitAmount) {
    private static final int SCALE = 4;

    public LinePrice {
        if (quantity.scale() > SCALE || unitAmount.scale() > SCALE) {
            throw new IllegalArgumentException("Four decimals at most, not " + quantity + " × " + unitAmount);
        }
    }

    /** One piece at the whole amount; always exact. */
    public static LinePrice flat(Money amount) {
        return new LinePrice(BigDecimal.ONE, amount.amount());
    }

    /** Hours (or days) at the rate; empty when their product isn't exactly {@code amount}. */
    public static Optional<LinePrice> of(Hours hours, Rate rate, Money amount) {
        return exactly(rate.quantity(hours), rate.amount(), amount);
    }

    /** The two as given; empty when their product isn't exactly {@code amount}. */
    public static Optional<LinePrice> exactly(BigDecimal quantity, BigDecimal unitAmount, Money amount) {
        if (quantity.scale() > SCALE || unitAmount.scale() > SCALE) {
            return Optional.empty();
        }
        LinePrice price = new LinePrice(quantity, unitAmount);
        return price.gives(amount) ? Optional.of(price) : Optional.empty();
    }

    /** Whether it comes to exactly that amount. */
    public boolean gives(Money amount) {
        return comesTo(amount.currency()).compareTo(amount.amount()) == 0;
    }

    /** The product, rounded to the decimals of the currency but never to fewer than Xero's two. */
    public BigDecimal comesTo(Currency currency) {
        return product(Math.max(CurrencyDigits.of(currency), CurrencyDigits.USUAL));
    }

    /** The line amount Xero will compute. */
    public BigDecimal product() {
        return product(CurrencyDigits.USUAL);
    }

    private BigDecimal product(int decimals) {
        return quantity.multiply(unitAmount).setScale(decimals, RoundingMode.HALF_UP);
    }
}
