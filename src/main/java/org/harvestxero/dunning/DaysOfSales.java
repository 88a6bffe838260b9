package org.harvestxero.dunning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Days sales outstanding of one currency: what is open now ÷ what was invoiced in the last days × these days, tax on both sides.
 *
 * @param open what is left to pay of all invoices
 * @param invoiced totals of the invoices issued from {@code from} to {@code to}, both included
 */
public record DaysOfSales(String currency, BigDecimal open, BigDecimal invoiced, LocalDate from, LocalDate to) {
    /** The span that is looked at, in days. */
    public static final int SPAN = 90;

    /** The days, with one decimal; empty where nothing was invoiced. */
    public Optional<BigDecimal> days() {
        return invoiced.signum() <= 0
                ? Optional.empty()
                : Optional.of(open.multiply(BigDecimal.valueOf(SPAN)).divide(invoiced, 1, RoundingMode.HALF_UP));
    }

    /** The first of the days that end with this one. */
    public static LocalDate first(LocalDate to) {
        return to.minusDays(SPAN - 1L);
    }
}
