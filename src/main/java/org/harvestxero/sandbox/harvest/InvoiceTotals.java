package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice adds up to.
 *
 * <p>The discount comes off the subtotal and spreads over the lines in proportion; each tax is taken from the discounted
 * value of the lines flagged for it, side by side. Discount and each tax are rounded once, to the cent, half up.
 */
record InvoiceTotals(BigDecimal subtotal, BigDecimal discount, BigDecimal tax, BigDecimal tax2) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static InvoiceTotals of(
            List<LineItem> lines,
            @Nullable BigDecimal discountRate,
            @Nullable BigDecimal taxRate,
            @Nullable BigDecimal tax2Rate,
            int decimals) {
        BigDecimal subtotal = BigDecimal.ZERO;
        BigDecimal taxed = BigDecimal.ZERO;
        BigDecimal taxed2 = BigDecimal.ZERO;
        for (LineItem line : lines) {
            BigDecimal amount = line.amount();
            subtotal = subtotal.add(amount);
            taxed = line.taxed ? taxed.add(amount) : taxed;
            taxed2 = line.taxed2 ? taxed2.add(amount) : taxed2;
        }
        BigDecimal kept = HUNDRED.subtract(discountRate == null ? BigDecimal.ZERO : discountRate);
        return new InvoiceTotals(
                subtotal,
                rounded(percent(subtotal, discountRate), decimals),
                rounded(percent(percent(taxed, kept), taxRate), decimals),
                rounded(percent(percent(taxed2, kept), tax2Rate), decimals));
    }

    BigDecimal amount() {
        return subtotal.subtract(discount).add(tax).add(tax2);
    }

    private static BigDecimal percent(BigDecimal of, @Nullable BigDecimal rate) {
        return rate == null ? BigDecimal.ZERO : of.multiply(rate).movePointLeft(2);
    }

    private static BigDecimal rounded(BigDecimal amount, int decimals) {
        return amount.setScale(decimals, RoundingMode.HALF_UP);
    }
}
