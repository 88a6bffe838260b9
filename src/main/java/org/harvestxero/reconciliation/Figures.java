package org.harvestxero.reconciliation;

import java.math.BigDecimal;

/**
 * The money of a document, with tax, in its currency.
 *
 * @param paid by payments
 * @param credited written off, or set off by credits
 */
public record Figures(BigDecimal total, BigDecimal paid, BigDecimal credited) {
    public static final Figures ZERO = new Figures(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** What is left to pay. */
    public BigDecimal due() {
        return total.subtract(paid).subtract(credited);
    }

    public Figures minus(Figures other) {
        return new Figures(total.subtract(other.total), paid.subtract(other.paid), credited.subtract(other.credited));
    }

    /** @throws IllegalArgumentException for a measure that is no money */
    public BigDecimal of(Measure measure) {
        return switch (measure) {
            case TOTAL -> total;
            case PAID -> paid;
            case CREDITED -> credited;
            default -> throw new IllegalArgumentException(measure + " is no money");
        };
    }

    public boolean isZero() {
        return total.signum() == 0 && paid.signum() == 0 && credited.signum() == 0;
    }
}
