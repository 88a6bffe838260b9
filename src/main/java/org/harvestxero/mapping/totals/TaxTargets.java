package org.harvestxero.mapping.totals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.TaxGroup;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** How much tax each group of lines must carry so that both Harvest tax amounts come out (ruling 9). */
final class TaxTargets {
    private final SourceInvoice invoice;
    private final int decimals;
    private final BigDecimal halfUnit;
    private final Map<TaxGroup, BigDecimal> nets = new EnumMap<>(TaxGroup.class);
    private final Map<TaxGroup, Integer> counts = new EnumMap<>(TaxGroup.class);

    /** @param decimals of each tax amount */
    TaxTargets(SourceInvoice invoice, List<LineCandidate> lines, int decimals) {
        this.invoice = invoice;
        this.decimals = decimals;
        this.halfUnit = new BigDecimal("0.5").movePointLeft(decimals);
        for (LineCandidate line : lines) {
            nets.merge(line.coding().group(), line.net(), BigDecimal::add);
            counts.merge(line.coding().group(), 1, Integer::sum);
        }
    }

    /** The groups there are, each with its tax. */
    Map<TaxGroup, BigDecimal> byGroup() {
        Map<TaxGroup, BigDecimal> targets = new EnumMap<>(TaxGroup.class);
        BigDecimal first = alone(TaxGroup.TAX, invoice.taxAmount(), invoice.tax());
        BigDecimal second = alone(TaxGroup.TAX2, invoice.tax2Amount(), invoice.tax2());
        BigDecimal rest =
                invoice.taxAmount().add(invoice.tax2Amount()).subtract(first).subtract(second);
        for (TaxGroup group : nets.keySet()) {
            targets.put(
                    group,
                    switch (group) {
                        case NONE -> BigDecimal.ZERO;
                        case TAX -> first;
                        case TAX2 -> second;
                        case BOTH -> rest;
                    });
        }
        return targets;
    }

    /** The part of one Harvest tax that lies on lines carrying it alone; what is left lies on lines carrying both. */
    private BigDecimal alone(TaxGroup group, BigDecimal charged, @Nullable BigDecimal rate) {
        if (!nets.containsKey(group)) {
            return nets.containsKey(TaxGroup.BOTH) ? BigDecimal.ZERO : charged;
        }
        return nets.containsKey(TaxGroup.BOTH) && rate != null
                ? XeroArithmetic.percent(net(group), rate).setScale(decimals, RoundingMode.HALF_UP)
                : charged;
    }

    /** A tax that isn't rate × net within what rounding each line may explain. */
    Optional<Problem> beyondRounding() {
        if (charged(invoice.taxAmount()) && !has(TaxGroup.TAX)) {
            return Optional.of(differs(BigDecimal.ZERO, rate(invoice.tax()), invoice.taxAmount()));
        }
        if (charged(invoice.tax2Amount()) && !has(TaxGroup.TAX2)) {
            return Optional.of(differs(BigDecimal.ZERO, rate(invoice.tax2()), invoice.tax2Amount()));
        }
        return byGroup().entrySet().stream()
                .filter(target -> isBeyondRounding(target.getKey(), target.getValue()))
                .map(target -> differs(net(target.getKey()), target.getKey().percent(invoice), target.getValue()))
                .findFirst();
    }

    /**
     * Half a cent (or yen) for each line and for the sum; four sums meet in the tax of lines that carry both. One half more is what
     * a cent of discount more or less on a group changes in its tax.
     */
    private boolean isBeyondRounding(TaxGroup group, BigDecimal target) {
        BigDecimal exact = XeroArithmetic.percent(net(group), group.percent(invoice));
        int roundings = counts.getOrDefault(group, 0) + (group == TaxGroup.BOTH ? 4 : 1);
        BigDecimal bound = halfUnit.multiply(BigDecimal.valueOf(roundings + 1L));
        return target.subtract(exact).abs().compareTo(bound) > 0;
    }

    private Problem differs(BigDecimal net, BigDecimal rate, BigDecimal amount) {
        return Problem.of(FailureCode.TAX_DIFFERS, invoice.number())
                .with("rate", Texts.number(rate))
                .with("net", Texts.money(net, invoice.currency()))
                .with("computed", Texts.money(XeroArithmetic.percent(net, rate), invoice.currency()))
                .with("amount", Texts.money(amount, invoice.currency()))
                .with("currency", invoice.currency());
    }

    private boolean has(TaxGroup alone) {
        return nets.containsKey(alone) || nets.containsKey(TaxGroup.BOTH);
    }

    private BigDecimal net(TaxGroup group) {
        return nets.getOrDefault(group, BigDecimal.ZERO);
    }

    private static boolean charged(BigDecimal tax) {
        return tax.signum() != 0;
    }

    private static BigDecimal rate(@Nullable BigDecimal rate) {
        return rate == null ? BigDecimal.ZERO : rate;
    }
}
