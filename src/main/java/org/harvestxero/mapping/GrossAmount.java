package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Finds what an amount is before tax. Not every amount can be reached: at 20 % nothing comes to 0.03. */
final class GrossAmount {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private GrossAmount() {}

    /** The largest net amount that comes, with its tax rounded to the cent, to the amount or less; mirrored for negative ones. */
    static BigDecimal netBelow(BigDecimal gross, BigDecimal rate) {
        if (gross.signum() < 0) {
            return netBelow(gross.negate(), rate).negate();
        }
        BigDecimal factor = BigDecimal.ONE.add(rate.movePointLeft(2));
        BigDecimal net = gross.divide(factor, 2, RoundingMode.HALF_UP).add(CENT);
        while (withTax(net, rate).compareTo(gross) > 0) {
            net = net.subtract(CENT);
        }
        return net;
    }

    private static BigDecimal withTax(BigDecimal net, BigDecimal rate) {
        return net.add(XeroArithmetic.toCents(XeroArithmetic.percent(net, rate)));
    }
}
