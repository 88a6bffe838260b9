package org.harvestxero.profit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.harvestxero.billing.Named;

/**
 * Splits a fee over the work that it covers: by hours where it includes hours, by worth where it includes money. What covers no work stays
 * with the project that the line names, or with none.
 */
public final class FeeSplit {
    /** Why a fee is not what the work it covers is worth. */
    static final String FEE = "fee";

    private static final int EXACT = 12;

    private FeeSplit() {}

    /** @param worth at Harvest's own hours and rate */
    public record Covered(Named project, Subject.Person person, Named task, BigDecimal hours, BigDecimal worth) {}

    /**
     * A line with a fee, or with a part of it that was billed by itself.
     *
     * @param all what all lines with parts of the fee come to; work that they cover is worth what it is once
     */
    public record Line(BigDecimal amount, BigDecimal all) {
        /** The whole fee on one line. */
        public static Line whole(BigDecimal fee) {
            return new Line(fee, fee);
        }

        private BigDecimal share(BigDecimal worth) {
            return amount.compareTo(all) == 0 ? worth : worth.multiply(amount).divide(all, EXACT, RoundingMode.HALF_UP);
        }
    }

    /**
     * @param project that the line names; {@link Subject#NOBODY} for none: then the work tells
     * @param byWorth whether the fee includes money
     */
    public static List<Part> of(Named project, Line line, List<Covered> covered, boolean byWorth) {
        BigDecimal fee = line.amount();
        List<Covered> meant = covered.stream()
                .filter(each -> project.id() == 0 || each.project().id() == project.id())
                .toList();
        BigDecimal worth = sum(meant, Covered::worth);
        Function<Covered, BigDecimal> weight = byWorth && worth.signum() > 0 ? Covered::worth : Covered::hours;
        BigDecimal all = sum(meant, weight);
        if (all.signum() <= 0) {
            return List.of(Part.of(project, fee));
        }
        List<Part> parts = new ArrayList<>();
        for (Covered each : meant) {
            BigDecimal amount = fee.multiply(weight.apply(each)).divide(all, EXACT, RoundingMode.HALF_UP);
            TreeMap<String, BigDecimal> reasons = new TreeMap<>();
            BigDecimal own = line.share(each.worth());
            if (worth.signum() > 0) {
                reasons.put(FEE, amount.subtract(own));
            }
            parts.add(new Part(
                    each.project(), each.person(), each.task(), amount, worth.signum() > 0 ? own : null, reasons));
        }
        return parts;
    }

    private static BigDecimal sum(List<Covered> covered, Function<Covered, BigDecimal> of) {
        return covered.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
