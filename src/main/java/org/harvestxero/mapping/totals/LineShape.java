package org.harvestxero.mapping.totals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Stream;
import org.harvestxero.mapping.coding.CodedLine;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;

/**
 * How a Harvest line's quantity, price and amount are told to Xero so that it shows the same amount: quantity × price where
 * that gives it, with up to four decimals each, else 1 × the amount with quantity and price in the description.
 */
public final class LineShape {
    private static final XeroArithmetic XERO = new XeroArithmetic(TaxMode.EXCLUSIVE, 4);
    /** Xero takes quantities of at most 13 characters. */
    private static final int QUANTITY_LENGTH = 13;

    private LineShape() {}

    public static LineCandidate of(CodedLine line) {
        SourceLine source = line.source();
        boolean reversed = source.quantity().signum() < 0;
        BigDecimal quantity = rounded(source.quantity().abs(), 0, 4);
        BigDecimal exactPrice = reversed ? source.unitPrice().negate() : source.unitPrice();
        return Stream.of(rounded(exactPrice, 2, 4), rounded(exactPrice, 2, 2))
                .filter(price -> gives(quantity, price, line.amount()))
                .findFirst()
                .map(price ->
                        LineCandidate.of(line, description(source), "", line.coding(), quantity, price, null, null))
                .orElseGet(() -> ofAmount(line, line.amount(), ""));
    }

    /** 1 × a net amount; the description tells what it is made of. */
    static LineCandidate ofAmount(CodedLine line, BigDecimal net, String more) {
        SourceLine source = line.source();
        String note = isPlain(source, net)
                ? ""
                : Texts.number(source.quantity()) + " × " + Texts.price(source.unitPrice(), line.currency());
        String all = Stream.of(note, more)
                .filter(part -> !part.isEmpty())
                .reduce((one, two) -> one + ", " + two)
                .orElse("");
        return LineCandidate.ofAmount(line, description(source), all, line.coding(), net);
    }

    private static boolean isPlain(SourceLine source, BigDecimal net) {
        return source.quantity().compareTo(BigDecimal.ONE) == 0
                && source.unitPrice().compareTo(net) == 0;
    }

    private static boolean gives(BigDecimal quantity, BigDecimal price, BigDecimal amount) {
        BigDecimal gross = XERO.gross(quantity, price);
        return quantity.signum() > 0
                && quantity.toPlainString().length() <= QUANTITY_LENGTH
                && !XeroArithmetic.isNegativeHalf(gross)
                && XeroArithmetic.toCents(gross).compareTo(amount) == 0;
    }

    private static BigDecimal rounded(BigDecimal exact, int atLeast, int atMost) {
        BigDecimal plain = exact.setScale(atMost, RoundingMode.HALF_UP).stripTrailingZeros();
        return plain.scale() < atLeast ? plain.setScale(atLeast) : plain;
    }

    private static String description(SourceLine source) {
        String text = source.description();
        return text == null ? "" : Texts.printable(text);
    }
}
