package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as Xero has it now, as far as edits need it.
 *
 * @param status {@code DRAFT SUBMITTED AUTHORISED PAID VOIDED DELETED}
 * @param amountPaid,amountCredited in the invoice's currency
 */
public record XeroInvoice(
        String id,
        String status,
        String number,
        String contactId,
        LocalDate date,
        @Nullable LocalDate dueDate,
        String currency,
        @Nullable String reference,
        @Nullable String url,
        @Nullable String brandingThemeId,
        BigDecimal amountPaid,
        BigDecimal amountCredited,
        List<Line> lines) {

    public XeroInvoice {
        lines = List.copyOf(lines);
    }

    /**
     * @param taxAmount as Xero shows it, computed or overridden
     * @param lineAmount after discount, before tax
     */
    public record Line(
            String id,
            @Nullable String description,
            BigDecimal quantity,
            BigDecimal unitAmount,
            @Nullable String itemCode,
            @Nullable String accountCode,
            @Nullable String taxType,
            BigDecimal taxAmount,
            @Nullable BigDecimal discountRate,
            List<Tracking> tracking,
            BigDecimal lineAmount) {
        public Line {
            tracking = List.copyOf(tracking);
        }
    }

    /** Whether payments, credit notes or prepayments are allocated to it. */
    public boolean isAllocated() {
        return XeroStatus.PAID.is(status) || amountPaid.signum() != 0 || amountCredited.signum() != 0;
    }

    public boolean isGone() {
        return XeroStatus.isEnded(status);
    }

    public boolean isUnapproved() {
        return XeroStatus.isUnapproved(status);
    }
}
