package org.harvestxero.mapping.totals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.mapping.coding.CodedLine;
import org.harvestxero.mapping.coding.CodedLine.Coding;
import org.harvestxero.mapping.document.Allocation;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;

/** The ways to show a discount that Harvest takes off the whole invoice (ruling 8). */
final class DiscountMethod {
    private static final XeroArithmetic XERO = new XeroArithmetic(TaxMode.EXCLUSIVE, 4);
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private final List<CodedLine> lines;
    private final BigDecimal percent;
    private final BigDecimal amount;
    private final String currency;
    private final int decimals;

    /**
     * @param percent zero when Harvest names only an amount
     * @param decimals of the share of each line
     */
    DiscountMethod(List<CodedLine> lines, BigDecimal percent, BigDecimal amount, String currency, int decimals) {
        this.lines = lines;
        this.percent = percent;
        this.amount = amount;
        this.currency = currency;
        this.decimals = decimals;
    }

    /** Xero's own discount rate on each line; empty when Xero might read it in more than one way or refuse it. */
    Optional<List<LineCandidate>> byRate() {
        boolean fits = percent.signum() > 0
                && percent.compareTo(HUNDRED) <= 0
                && percent.stripTrailingZeros().scale() <= 2;
        List<LineCandidate> shapes = lines.stream().map(LineShape::of).toList();
        if (!fits || !shapes.stream().allMatch(this::isReadInOneWay)) {
            return Optional.empty();
        }
        return Optional.of(shapes.stream()
                .map(line -> line.net().signum() == 0 ? line : line.withDiscountRate(percent))
                .toList());
    }

    /** Rounding the discount or the rest, of the exact or of the rounded line, must all come to the same. */
    private boolean isReadInOneWay(LineCandidate line) {
        BigDecimal gross = XERO.gross(line.quantity(), line.unitAmount());
        BigDecimal rounded = XeroArithmetic.toCents(gross);
        BigDecimal discountFirst = rounded.subtract(XeroArithmetic.toCents(XeroArithmetic.percent(gross, percent)));
        BigDecimal ofRounded = rounded.subtract(XeroArithmetic.toCents(XeroArithmetic.percent(rounded, percent)));
        BigDecimal restFirst = XeroArithmetic.toCents(gross.subtract(XeroArithmetic.percent(gross, percent)));
        return gross.signum() >= 0 && discountFirst.equals(ofRounded) && discountFirst.equals(restFirst);
    }

    /** Each line as 1 × what is left of it. */
    List<LineCandidate> folded() {
        List<BigDecimal> shares = Allocation.spread(amount, amounts(), decimals);
        List<LineCandidate> folded = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            folded.add(folded(lines.get(i), shares.get(i)));
        }
        return folded;
    }

    private LineCandidate folded(CodedLine line, BigDecimal share) {
        return share.signum() == 0
                ? LineShape.of(line)
                : LineShape.ofAmount(
                        line, line.amount().subtract(share), "less discount " + Texts.money(share, currency));
    }

    /** The lines as they are, and one negative line per account, tax and tracking. */
    List<LineCandidate> apart() {
        Map<Coding, BigDecimal> sums = new LinkedHashMap<>();
        lines.forEach(line -> sums.merge(line.coding(), line.amount(), BigDecimal::add));
        List<BigDecimal> shares = Allocation.spread(amount, List.copyOf(sums.values()), decimals);
        List<LineCandidate> all =
                new ArrayList<>(lines.stream().map(LineShape::of).toList());
        int next = 0;
        for (Coding coding : sums.keySet()) {
            BigDecimal share = shares.get(next++);
            if (share.signum() != 0) {
                all.add(LineCandidate.ofAmount(null, title(), "", coding, share.negate()));
            }
        }
        return all;
    }

    private String title() {
        return percent.signum() == 0 ? "Discount" : "Discount " + Texts.number(percent) + " %";
    }

    private List<BigDecimal> amounts() {
        return lines.stream().map(CodedLine::amount).toList();
    }
}
