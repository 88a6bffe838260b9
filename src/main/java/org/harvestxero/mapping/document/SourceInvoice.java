package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.billing.CurrencyDigits;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as Harvest has it. Amounts are in {@code currency}, with its decimals or two; {@code amount} is after discount and
 * taxes.
 *
 * @param tax first tax rate in percent, null without one
 * @param taxAmount what Harvest computed for it; zero without a rate
 * @param discount percent off the subtotal, null without one
 * @param discountAmount positive money, zero without a discount
 * @param retainerId set when the invoice adds funds to a retainer
 */
public record SourceInvoice(
        long id,
        SourceClient client,
        String number,
        State state,
        String currency,
        BigDecimal amount,
        BigDecimal dueAmount,
        @Nullable BigDecimal tax,
        BigDecimal taxAmount,
        @Nullable BigDecimal tax2,
        BigDecimal tax2Amount,
        @Nullable BigDecimal discount,
        BigDecimal discountAmount,
        LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @Nullable String purchaseOrder,
        @Nullable String subject,
        @Nullable String notes,
        @Nullable Long retainerId,
        @Nullable Instant closedAt,
        Instant updatedAt,
        List<SourceLine> lines) {

    public SourceInvoice {
        lines = List.copyOf(lines);
    }

    /**
     * The decimals its money has: its currency's, or two where Harvest counts hundredths of a currency without them. More than two
     * can't stand in Xero.
     */
    public int digits() {
        int own = CurrencyDigits.of(currency);
        boolean plain = Stream.of(amount, taxAmount, tax2Amount, discountAmount)
                .allMatch(figure -> CurrencyDigits.fits(figure, own));
        return plain ? own : Math.max(own, CurrencyDigits.USUAL);
    }

    /** The same invoice with other figures that add up to its amount. */
    public SourceInvoice withFigures(
            BigDecimal firstTax, BigDecimal secondTax, BigDecimal takenOff, List<SourceLine> otherLines) {
        return new SourceInvoice(
                id,
                client,
                number,
                state,
                currency,
                amount,
                dueAmount,
                tax,
                firstTax,
                tax2,
                secondTax,
                discount,
                takenOff,
                issueDate,
                dueDate,
                purchaseOrder,
                subject,
                notes,
                retainerId,
                closedAt,
                updatedAt,
                otherLines);
    }

    /** The same invoice with every amount's sign turned: what a credit note of it is made of. */
    public SourceInvoice negated() {
        return new SourceInvoice(
                id,
                client,
                number,
                state,
                currency,
                amount.negate(),
                dueAmount.negate(),
                tax,
                taxAmount.negate(),
                tax2,
                tax2Amount.negate(),
                discount,
                discountAmount.negate(),
                issueDate,
                dueDate,
                purchaseOrder,
                subject,
                notes,
                retainerId,
                closedAt,
                updatedAt,
                lines.stream().map(SourceLine::negated).toList());
    }

    /** Harvest's invoice states; {@code CLOSED} is written off. */
    public enum State {
        DRAFT,
        OPEN,
        PAID,
        CLOSED
    }
}
