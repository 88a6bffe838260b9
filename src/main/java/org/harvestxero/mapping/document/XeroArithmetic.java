package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Xero works out the totals of a document: unit amounts first rounded to 2 or 4 decimals, quantities to 4, each line to the
 * cent, a discount rounded before it is taken off, tax per line, halves away from zero.
 *
 * @see <a href="https://developer.xero.com/documentation/guides/how-to-guides/rounding-in-xero/">Xero: Rounding</a>
 */
public final class XeroArithmetic {
    static final int QUANTITY_DECIMALS = 4;
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private final TaxMode taxMode;
    private final int unitDecimals;

    /** @param unitDecimals 2, or 4 for requests with {@code unitdp=4} */
    public XeroArithmetic(TaxMode taxMode, int unitDecimals) {
        this.taxMode = taxMode;
        this.unitDecimals = unitDecimals;
    }

    /** Whether unit amounts hold their tax; Xero's {@code LineAmountTypes}. */
    public enum TaxMode {
        EXCLUSIVE,
        INCLUSIVE,
        NO_TAX
    }

    /**
     * A line as it is sent.
     *
     * @param rate tax in percent
     * @param discountRate percent, wins over an amount
     * @param taxAmount overrides the computed tax
     */
    public record Line(
            BigDecimal quantity,
            BigDecimal unitAmount,
            BigDecimal rate,
            @Nullable BigDecimal discountRate,
            @Nullable BigDecimal discountAmount,
            @Nullable BigDecimal taxAmount) {

        public static Line of(BigDecimal quantity, BigDecimal unitAmount, BigDecimal rate) {
            return new Line(quantity, unitAmount, rate, null, null, null);
        }
    }

    /** A line as Xero shows it, two decimals. */
    public record LineTotal(BigDecimal lineAmount, BigDecimal tax) {}

    /** A document as Xero shows it, two decimals. */
    public record Totals(List<LineTotal> lines, BigDecimal subtotal, BigDecimal totalTax, BigDecimal total) {
        public Totals {
            lines = List.copyOf(lines);
        }
    }

    public Totals totals(List<Line> lines) {
        List<LineTotal> each = lines.stream().map(this::line).toList();
        BigDecimal net = sum(each.stream().map(LineTotal::lineAmount).toList());
        BigDecimal tax = sum(each.stream().map(LineTotal::tax).toList());
        return taxMode == TaxMode.INCLUSIVE
                ? new Totals(each, net.subtract(tax), tax, net)
                : new Totals(each, net, tax, net.add(tax));
    }

    public LineTotal line(Line line) {
        BigDecimal lineAmount = lineAmount(line);
        BigDecimal override = line.taxAmount();
        return new LineTotal(lineAmount, override == null ? tax(lineAmount, line.rate()) : override);
    }

    private BigDecimal lineAmount(Line line) {
        BigDecimal gross = gross(line.quantity(), line.unitAmount());
        BigDecimal rate = line.discountRate();
        if (rate != null) {
            return toCents(gross).subtract(toCents(percent(gross, rate)));
        }
        BigDecimal amount = line.discountAmount();
        return amount == null ? toCents(gross) : toCents(gross.subtract(amount));
    }

    /** Quantity × unit amount as Xero sees the two, not yet rounded to the cent. */
    public BigDecimal gross(BigDecimal quantity, BigDecimal unitAmount) {
        return quantity.setScale(QUANTITY_DECIMALS, RoundingMode.HALF_UP)
                .multiply(unitAmount.setScale(unitDecimals, RoundingMode.HALF_UP));
    }

    /** The tax of one line amount, rounded to the cent. */
    BigDecimal tax(BigDecimal lineAmount, BigDecimal rate) {
        return switch (taxMode) {
            case EXCLUSIVE -> toCents(percent(lineAmount, rate));
            case INCLUSIVE -> lineAmount.multiply(rate).divide(HUNDRED.add(rate), 2, RoundingMode.HALF_UP);
            case NO_TAX -> toCents(BigDecimal.ZERO);
        };
    }

    /** Exactly, with as many decimals as it takes. */
    public static BigDecimal percent(BigDecimal amount, BigDecimal rate) {
        return amount.multiply(rate).movePointLeft(2);
    }

    /** Halves go away from zero, for negative amounts too (not confirmed for those). */
    public static BigDecimal toCents(BigDecimal exact) {
        return exact.setScale(2, RoundingMode.HALF_UP);
    }

    /** Whether rounding it to the cent meets a negative half, the one case nobody has confirmed. */
    public static boolean isNegativeHalf(BigDecimal exact) {
        return exact.signum() < 0
                && exact.setScale(2, RoundingMode.HALF_UP).compareTo(exact.setScale(2, RoundingMode.HALF_DOWN)) != 0;
    }

    public static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
    }
}
