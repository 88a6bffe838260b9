package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line as it is sent to Xero, always {@code Exclusive} of tax.
 *
 * @param quantity at most four decimals
 * @param unitAmount at most four decimals, sent with {@code unitdp=4}
 * @param taxType never left to Xero's defaults (ruling 10)
 * @param taxAmount an override carrying a cent Xero would compute otherwise, null to let Xero compute
 * @param discountRate percent with at most two decimals, null for none
 * @param lineAmount,lineTax what Xero will show, two decimals
 * @param sourceLineId the Harvest line it stands for, null for discount and rounding lines
 */
public record TargetLine(
        String description,
        BigDecimal quantity,
        BigDecimal unitAmount,
        @Nullable String itemCode,
        String accountCode,
        String taxType,
        @Nullable BigDecimal taxAmount,
        @Nullable BigDecimal discountRate,
        List<Tracking> tracking,
        BigDecimal lineAmount,
        BigDecimal lineTax,
        @Nullable Long sourceLineId) {

    public TargetLine {
        tracking = List.copyOf(tracking);
    }

    /** An option of a tracking category, by name; created in Xero if missing and allowed. */
    public record Tracking(String category, String option) {}
}
