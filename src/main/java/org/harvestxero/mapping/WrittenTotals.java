package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.util.Optional;

/** Compares what Xero made of an invoice with what it had to be, before it is approved and before it is paid. */
public final class WrittenTotals {
    private WrittenTotals() {}

    /**
     * A difference in subtotal, tax or total, to the cent.
     *
     * @param subtotal,totalTax,total as Xero answered
     */
    public static Optional<Problem> difference(
            TargetInvoice wanted, BigDecimal subtotal, BigDecimal totalTax, BigDecimal total) {
        boolean equal = wanted.subtotal().compareTo(subtotal) == 0
                && wanted.totalTax().compareTo(totalTax) == 0
                && wanted.total().compareTo(total) == 0;
        return equal
                ? Optional.empty()
                : Optional.of(Problem.of(CauseCode.XERO_TOTAL_DIFFERS, wanted.number())
                        .with("computed", shown(subtotal, totalTax, total))
                        .with("amount", shown(wanted.subtotal(), wanted.totalTax(), wanted.total()))
                        .with("currency", wanted.currency()));
    }

    private static String shown(BigDecimal subtotal, BigDecimal tax, BigDecimal total) {
        return Texts.money(total) + " (" + Texts.money(subtotal) + " and " + Texts.money(tax) + " tax)";
    }
}
