package org.harvestxero.mapping.edit;

import java.util.Optional;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How an invoice that is gone in Harvest is taken out of Xero (ruling 5): renamed first, because Xero never gives a number free,
 * then deleted or voided.
 *
 * @param rename the new number, null when it has it already
 * @param status {@code DELETED} or {@code VOIDED}; null when nothing is left to do
 */
public record InvoiceRemoval(
        @Nullable String rename, @Nullable String status) {
    private static final int NUMBER_LENGTH = 255;

    /** @throws IllegalStateException when something is allocated to it; ask {@link #problem} first */
    public static InvoiceRemoval of(XeroInvoice invoice, long harvestInvoice) {
        if (invoice.isGone()) {
            return new InvoiceRemoval(null, null);
        }
        if (invoice.isAllocated()) {
            throw new IllegalStateException("Invoice " + invoice.number() + " has payments or credit notes");
        }
        String suffix = "-deleted-" + harvestInvoice;
        boolean renamed = invoice.number().endsWith(suffix);
        return new InvoiceRemoval(
                renamed ? null : Texts.cut(invoice.number(), NUMBER_LENGTH - suffix.length()) + suffix,
                invoice.isUnapproved() ? "DELETED" : "VOIDED");
    }

    /** What keeps it from being taken out, if anything. */
    public static Optional<Problem> problem(XeroInvoice invoice) {
        return invoice.isAllocated() && !invoice.isGone()
                ? Optional.of(Problem.of(FailureCode.INVOICE_HAS_PAYMENTS, invoice.number()))
                : Optional.empty();
    }
}
