package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Carries the cents by which Harvest's tax differs from Xero's per-line tax, a cent a line, on the largest lines. */
final class TaxCents {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private TaxCents() {}

    static boolean fit(List<DraftLine> lines, Map<TaxGroup, BigDecimal> targets) {
        return targets.entrySet().stream()
                .allMatch(target -> tax(lines, target.getKey()).compareTo(target.getValue()) == 0);
    }

    /** The same lines with the tax of some of them overridden so that each group carries its target. */
    static List<DraftLine> adjust(List<DraftLine> lines, Map<TaxGroup, BigDecimal> targets) {
        List<DraftLine> adjusted = new ArrayList<>(lines);
        targets.forEach((group, target) -> adjust(adjusted, group, target.subtract(tax(lines, group))));
        return adjusted;
    }

    private static void adjust(List<DraftLine> lines, TaxGroup group, BigDecimal difference) {
        List<Integer> largestFirst = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).coding().group() == group)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> lines.get(i).net().abs())
                        .reversed())
                .toList();
        BigDecimal step = difference.signum() < 0 ? CENT.negate() : CENT;
        BigDecimal left = difference;
        for (int next = 0; left.signum() != 0; next++) {
            int i = largestFirst.get(next % largestFirst.size());
            lines.set(i, withTax(lines.get(i), lines.get(i).tax().add(step)));
            left = left.subtract(step);
        }
    }

    /** Xero documents that an override may not be above the unit amount, so a small unit amount makes way for 1 × the net. */
    private static DraftLine withTax(DraftLine line, BigDecimal tax) {
        CodedLine origin = line.origin();
        boolean above = tax.abs().compareTo(line.unitAmount().abs()) > 0;
        return (above && origin != null ? LineShape.ofAmount(origin, line.net(), "") : line).withTax(tax);
    }

    private static BigDecimal tax(List<DraftLine> lines, TaxGroup group) {
        return XeroArithmetic.sum(lines.stream()
                .filter(line -> line.coding().group() == group)
                .map(DraftLine::tax)
                .toList());
    }
}
