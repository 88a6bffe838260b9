package org.harvestxero.mapping.totals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.mapping.coding.CodedLine;
import org.harvestxero.mapping.document.TaxGroup;
import org.harvestxero.mapping.document.XeroArithmetic;

/** Carries the cents (or yen) by which Harvest's tax differs from Xero's per-line tax, one a line, on the largest lines. */
public final class TaxRoundingSpread {
    private TaxRoundingSpread() {}

    static boolean fit(List<LineCandidate> lines, Map<TaxGroup, BigDecimal> targets) {
        return targets.entrySet().stream()
                .allMatch(target -> tax(lines, target.getKey()).compareTo(target.getValue()) == 0);
    }

    /**
     * The same lines with the tax of some of them overridden so that each group carries its target.
     *
     * @param decimals of each tax: none for yen, though Xero would show hundredths
     */
    static List<LineCandidate> adjust(List<LineCandidate> lines, Map<TaxGroup, BigDecimal> targets, int decimals) {
        List<LineCandidate> adjusted = new ArrayList<>(inWholeUnits(lines, decimals));
        targets.forEach((group, target) -> adjust(adjusted, group, target.subtract(tax(adjusted, group)), decimals));
        return adjusted;
    }

    /** The same lines, no tax with more decimals than those. */
    public static List<LineCandidate> inWholeUnits(List<LineCandidate> lines, int decimals) {
        return lines.stream()
                .map(line -> CurrencyDigits.fits(line.tax(), decimals)
                        ? line
                        : withTax(line, line.tax().setScale(decimals, RoundingMode.HALF_UP)))
                .toList();
    }

    private static void adjust(List<LineCandidate> lines, TaxGroup group, BigDecimal difference, int decimals) {
        List<Integer> largestFirst = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).coding().group() == group)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> lines.get(i).net().abs())
                        .reversed())
                .toList();
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        BigDecimal step = difference.signum() < 0 ? unit.negate() : unit;
        BigDecimal left = difference.setScale(decimals, RoundingMode.UNNECESSARY);
        for (int next = 0; left.signum() != 0; next++) {
            int i = largestFirst.get(next % largestFirst.size());
            lines.set(i, withTax(lines.get(i), lines.get(i).tax().add(step)));
            left = left.subtract(step);
        }
    }

    /** Xero documents that an override may not be above the unit amount, so a small unit amount makes way for 1 × the net. */
    private static LineCandidate withTax(LineCandidate line, BigDecimal tax) {
        CodedLine origin = line.origin();
        boolean above = tax.abs().compareTo(line.unitAmount().abs()) > 0;
        return (above && origin != null ? LineShape.ofAmount(origin, line.net(), "") : line).withTax(tax);
    }

    private static BigDecimal tax(List<LineCandidate> lines, TaxGroup group) {
        return XeroArithmetic.sum(lines.stream()
                .filter(line -> line.coding().group() == group)
                .map(LineCandidate::tax)
                .toList());
    }
}
