package org.harvestxero.mapping.totals;

import java.math.BigDecimal;
import org.harvestxero.mapping.coding.CodedLine;
import org.harvestxero.mapping.coding.CodedLine.Coding;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroArithmetic.LineTotal;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.jspecify.annotations.Nullable;

/**
 * A Xero line in the making: its figures, and what Xero makes of them.
 *
 * @param origin the Harvest line it stands for, null for discount and rounding lines
 * @param note how quantity × price reads when the line is sent as 1 × amount, else empty
 * @param total what Xero makes of it, worked out once
 */
public record LineCandidate(
        @Nullable CodedLine origin,
        String description,
        String note,
        Coding coding,
        BigDecimal quantity,
        BigDecimal unitAmount,
        @Nullable BigDecimal discountRate,
        @Nullable BigDecimal taxAmount,
        LineTotal total) {

    private static final XeroArithmetic XERO = new XeroArithmetic(TaxMode.EXCLUSIVE, 4);
    /** Xero's limit for a line's description. */
    private static final int DESCRIPTION_LENGTH = 4000;

    public static LineCandidate of(
            @Nullable CodedLine origin,
            String description,
            String note,
            Coding coding,
            BigDecimal quantity,
            BigDecimal unitAmount,
            @Nullable BigDecimal discountRate,
            @Nullable BigDecimal taxAmount) {
        LineTotal total =
                XERO.line(new XeroArithmetic.Line(quantity, unitAmount, coding.rate(), discountRate, null, taxAmount));
        return new LineCandidate(
                origin, description, note, coding, quantity, unitAmount, discountRate, taxAmount, total);
    }

    /** A line of 1 × an amount. */
    public static LineCandidate ofAmount(
            @Nullable CodedLine origin, String description, String note, Coding coding, BigDecimal net) {
        return of(origin, description, note, coding, BigDecimal.ONE, net, null, null);
    }

    public BigDecimal net() {
        return total.lineAmount();
    }

    public BigDecimal tax() {
        return total.tax();
    }

    /** Whether its figures follow from confirmed arithmetic alone (ruling 7). */
    public boolean isConfirmed() {
        return discountRate == null
                && taxAmount == null
                && !XeroArithmetic.isNegativeHalf(XERO.gross(quantity, unitAmount))
                && !XeroArithmetic.isNegativeHalf(XeroArithmetic.percent(net(), coding.rate()));
    }

    LineCandidate withDiscountRate(BigDecimal percent) {
        return of(origin, description, note, coding, quantity, unitAmount, percent, taxAmount);
    }

    LineCandidate withTax(BigDecimal overriding) {
        return of(origin, description, note, coding, quantity, unitAmount, discountRate, overriding);
    }

    public TargetLine toTarget() {
        return new TargetLine(
                fullDescription(),
                quantity,
                unitAmount,
                origin == null ? null : origin.itemCode(),
                coding.account(),
                coding.taxType(),
                taxAmount,
                discountRate,
                coding.tracking(),
                total.lineAmount(),
                total.tax(),
                origin == null ? null : origin.source().id());
    }

    private String fullDescription() {
        return note.isEmpty()
                ? Texts.cutMarked(description, DESCRIPTION_LENGTH)
                : Texts.cutMarked(description, DESCRIPTION_LENGTH - note.length() - 3) + " (" + note + ")";
    }
}
