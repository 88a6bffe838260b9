package org.harvestxero.api;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shares as people read them. */
public final class Percent {
    private Percent() {}

    /** {@code part} in percent of {@code whole}, one decimal, half up. @throws ArithmeticException where the whole is nothing */
    public static BigDecimal of(BigDecimal part, BigDecimal whole) {
        return part.movePointRight(2).divide(whole, 1, RoundingMode.HALF_UP);
    }
}
