package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Which of Harvest's two taxes a line carries (ruling 9). */
public enum TaxGroup {
    NONE,
    TAX,
    TAX2,
    BOTH;

    /** A tax without a rate, or of 0 %, counts as none. */
    public static TaxGroup of(SourceInvoice invoice, SourceLine line) {
        boolean first = line.taxed() && rate(invoice.tax()).signum() != 0;
        boolean second = line.taxed2() && rate(invoice.tax2()).signum() != 0;
        if (first) {
            return second ? BOTH : TAX;
        }
        return second ? TAX2 : NONE;
    }

    public BigDecimal percent(SourceInvoice invoice) {
        return switch (this) {
            case NONE -> BigDecimal.ZERO;
            case TAX -> rate(invoice.tax());
            case TAX2 -> rate(invoice.tax2());
            case BOTH -> rate(invoice.tax()).add(rate(invoice.tax2()));
        };
    }

    private static BigDecimal rate(@Nullable BigDecimal rate) {
        return rate == null ? BigDecimal.ZERO : rate;
    }
}
