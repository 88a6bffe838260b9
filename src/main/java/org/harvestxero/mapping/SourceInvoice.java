package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as Harvest has it. Amounts are in {@code currency}, two decimals; {@code amount} is after discount and taxes.
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

    /** The same invoice with every amount's sign turned: what a credit note of it is made of. */
    SourceInvoice negated() {
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
