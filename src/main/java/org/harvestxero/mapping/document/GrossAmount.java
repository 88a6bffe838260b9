package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Finds what an amount is before tax. Not every amount can be reached: at 20 % nothing comes to 0.03. */
public final class GrossAmount {
    private GrossAmount() {}

    /**
     * The largest net amount that comes, with its tax rounded to the cent, to the amount or less; mirrored for negative ones.
     *
     * @param decimals of a cent: none where yen are the smallest
     */
    public static BigDecimal netBelow(BigDecimal gross, BigDecimal rate, int decimals) {
        if (gross.signum() < 0) {
            return netBelow(gross.negate(), rate, decimals).negate();
        }
        BigDecimal cent = BigDecimal.ONE.movePointLeft(decimals);
        BigDecimal factor = BigDecimal.ONE.add(rate.movePointLeft(2));
        BigDecimal net = gross.divide(factor, decimals, RoundingMode.HALF_UP).add(cent);
        while (withTax(net, rate, decimals).compareTo(gross) > 0) {
            net = net.subtract(cent);
        }
        return net;
    }

    private static BigDecimal withTax(BigDecimal net, BigDecimal rate, int decimals) {
        return net.add(XeroArithmetic.percent(net, rate).setScale(decimals, RoundingMode.HALF_UP));
    }
}
