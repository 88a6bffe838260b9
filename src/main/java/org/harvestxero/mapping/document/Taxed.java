package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Stream;

/** Whether Harvest taxes a line: a line taxed at 0 % is not the same as one that bears no tax. */
public enum Taxed {
    NO,
    ZERO,
    RATE;

    /** As {@code mappings.yaml} writes it. */
    public static Taxed called(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** A flag without a tax on the invoice taxes nothing. */
    public static Taxed of(SourceInvoice invoice, SourceLine line) {
        if (TaxGroup.of(invoice, line) != TaxGroup.NONE) {
            return RATE;
        }
        BigDecimal none = BigDecimal.ONE.negate();
        return Stream.of(
                                line.taxed() && invoice.tax() != null ? invoice.tax() : none,
                                line.taxed2() && invoice.tax2() != null ? invoice.tax2() : none)
                        .anyMatch(rate -> rate.signum() == 0)
                ? ZERO
                : NO;
    }
}
