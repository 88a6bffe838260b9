package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.billing.terms.Coding;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that an agreement made, before it is coded for Xero.
 *
 * @param id what its Xero copy is filed under: its mirror in Harvest, or a negative number of ours
 * @param status how it shall stand in Xero at first
 * @param currencyRate units of its currency for one of the books' base currency, as agreed; null to leave it to Xero
 * @param reference in the agreement's words; null to take what mappings.yaml says, else the purchase order
 * @param taxes what its mirror in Harvest charges; null without a mirror, then Xero works out the tax alone
 */
public record FinalizedInvoice(
        long id,
        SourceClient client,
        String number,
        TargetInvoice.Status status,
        String currency,
        @Nullable BigDecimal currencyRate,
        LocalDate issueDate,
        LocalDate dueDate,
        @Nullable String reference,
        @Nullable String purchaseOrder,
        @Nullable ChargedTaxes taxes,
        List<Line> lines) {
    public FinalizedInvoice {
        lines = List.copyOf(lines);
    }

    /** At the rate Xero takes. */
    public FinalizedInvoice(
            long id,
            SourceClient client,
            String number,
            TargetInvoice.Status status,
            String currency,
            LocalDate issueDate,
            LocalDate dueDate,
            @Nullable String reference,
            @Nullable String purchaseOrder,
            @Nullable ChargedTaxes taxes,
            List<Line> lines) {
        this(id, client, number, status, currency, null, issueDate, dueDate, reference, purchaseOrder, taxes, lines);
    }

    /** The same invoice, filed under its mirror, with the taxes that one charges. */
    public FinalizedInvoice mirroredBy(long harvestInvoice, ChargedTaxes charged) {
        return new FinalizedInvoice(
                harvestInvoice,
                client,
                number,
                status,
                currency,
                currencyRate,
                issueDate,
                dueDate,
                reference,
                purchaseOrder,
                charged,
                lines);
    }

    /** Whether it comes to less than zero, so that Xero takes it as a sales credit note. */
    public boolean isCredit() {
        return subtotal().signum() < 0;
    }

    /** The same with every amount reversed. */
    public FinalizedInvoice negated() {
        return new FinalizedInvoice(
                id,
                client,
                number,
                status,
                currency,
                currencyRate,
                issueDate,
                dueDate,
                reference,
                purchaseOrder,
                taxes == null
                        ? null
                        : new ChargedTaxes(taxes.tax().negate(), taxes.tax2().negate()),
                lines.stream().map(Line::negated).toList());
    }

    /** Sum of the lines, before tax. */
    public BigDecimal subtotal() {
        return XeroArithmetic.sum(lines.stream().map(Line::amount).toList());
    }

    /**
     * One line.
     *
     * @param kind what Harvest would call it: the name of an invoice item category
     * @param quantity at most four decimals
     * @param unitAmount before tax, at most four decimals
     * @param amount exactly their product, rounded to the cent
     * @param project null when it belongs to several, or to none
     * @param agreed what the agreement says about the books
     * @param work what is behind it
     */
    public record Line(
            String kind,
            String description,
            BigDecimal quantity,
            BigDecimal unitAmount,
            BigDecimal amount,
            @Nullable SourceProject project,
            Coding agreed,
            BilledWork work) {
        /** Of a project, done by nobody knows whom. */
        public Line(
                String kind,
                String description,
                BigDecimal quantity,
                BigDecimal unitAmount,
                BigDecimal amount,
                @Nullable SourceProject project,
                Coding agreed) {
            this(
                    kind,
                    description,
                    quantity,
                    unitAmount,
                    amount,
                    project,
                    agreed,
                    new BilledWork(project == null ? List.of() : List.of(project), List.of()));
        }

        private Line negated() {
            return new Line(kind, description, quantity, unitAmount.negate(), amount.negate(), project, agreed, work);
        }
    }

    /** The amounts of Harvest's two taxes; zero where there is none. */
    public record ChargedTaxes(BigDecimal tax, BigDecimal tax2) {}
}
