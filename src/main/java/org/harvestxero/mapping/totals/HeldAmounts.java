package org.harvestxero.mapping.totals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.mapping.coding.CodedLine;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;

/**
 * The figures of an invoice as Xero can hold them, which works to two decimals whatever the currency.
 *
 * <p>With two decimals nothing changes. A total with more can't be held. Otherwise the lines of a currency with three or four
 * decimals are brought to two, those of a currency without any to whole amounts, in such a way that they still add up.
 *
 * @param lines with the amounts to reach, in the order they came in
 * @param decimals of every amount to reach
 * @param problem what keeps the invoice out of Xero
 */
public record HeldAmounts(SourceInvoice invoice, List<CodedLine> lines, int decimals, Optional<Problem> problem) {
    public HeldAmounts {
        lines = List.copyOf(lines);
    }

    public static HeldAmounts of(SourceInvoice invoice, List<CodedLine> lines) {
        int digits = invoice.digits();
        int decimals = Math.min(digits, CurrencyDigits.USUAL);
        if (!CurrencyDigits.fits(invoice.amount(), CurrencyDigits.USUAL)) {
            return new HeldAmounts(invoice, lines, decimals, Optional.of(tooFine(invoice)));
        }
        if (digits == CurrencyDigits.USUAL) {
            return new HeldAmounts(invoice, lines, decimals, Optional.empty());
        }
        SourceInvoice held = invoice.withFigures(
                invoice.taxAmount().setScale(decimals, RoundingMode.HALF_UP),
                invoice.tax2Amount().setScale(decimals, RoundingMode.HALF_UP),
                invoice.discountAmount().setScale(decimals, RoundingMode.HALF_UP),
                invoice.lines());
        return new HeldAmounts(held, spread(lines, decimals), decimals, Optional.empty());
    }

    /** The sum of the lines to so many decimals, shared out so that each line is the nearest it can be. */
    private static List<CodedLine> spread(List<CodedLine> lines, int decimals) {
        List<BigDecimal> amounts =
                lines.stream().map(line -> line.source().amount()).toList();
        if (amounts.stream().allMatch(amount -> CurrencyDigits.fits(amount, decimals))) {
            return lines;
        }
        BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigDecimal> floors = amounts.stream()
                .map(amount -> amount.setScale(decimals, RoundingMode.FLOOR))
                .toList();
        BigDecimal left = sum.setScale(decimals, RoundingMode.HALF_UP)
                .subtract(floors.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        int units = left.movePointRight(decimals).intValueExact();
        List<Integer> byRemainder = new ArrayList<>();
        for (int i = 0; i < amounts.size(); i++) {
            byRemainder.add(i);
        }
        byRemainder.sort((one, other) -> amounts.get(other)
                .subtract(floors.get(other))
                .compareTo(amounts.get(one).subtract(floors.get(one))));
        List<CodedLine> held = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            held.add(lines.get(i).withAmount(floors.get(i)));
        }
        for (int i : byRemainder.subList(0, units)) {
            held.set(i, lines.get(i).withAmount(floors.get(i).add(BigDecimal.ONE.movePointLeft(decimals))));
        }
        return held;
    }

    private static Problem tooFine(SourceInvoice invoice) {
        return Problem.of(FailureCode.AMOUNT_TOO_FINE, invoice.number())
                .with("what", "invoice")
                .with("amount", Texts.money(invoice.amount(), invoice.currency()))
                .with("currency", invoice.currency());
    }
}
