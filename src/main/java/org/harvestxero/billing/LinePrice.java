package org.harvestxero.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Quantity and unit amount of an invoice line, as Xero multiplies them.
 *
 * <p>Xero takes the quantity and (with {@code unitdp=4}) the unit amount with four decimals, and rounds their product
 * half up to two.
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
        return price.product().compareTo(amount.amount()) == 0 ? Optional.of(price) : Optional.empty();
    }

    /** The line amount Xero will compute. */
    public BigDecimal product() {
        return quantity.multiply(unitAmount).setScale(Money.SCALE, RoundingMode.HALF_UP);
    }
}
