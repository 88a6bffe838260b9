package org.harvestxero.mapping.document;

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

    /** The same with other tracking options. */
    public TargetLine withTracking(List<Tracking> others) {
        return new TargetLine(
                description,
                quantity,
                unitAmount,
                itemCode,
                accountCode,
                taxType,
                taxAmount,
                discountRate,
                others,
                lineAmount,
                lineTax,
                sourceLineId);
    }

    /** An option of a tracking category, by name; created in Xero if missing and allowed. */
    public record Tracking(String category, String option) {
        /** Xero's option names are no longer than this. */
        private static final int LENGTH = 100;

        /** The name of the option that stands for whatever has the name, such as a client. */
        public static String option(String name) {
            return Texts.cut(Texts.oneLine(name), LENGTH).strip();
        }
    }
}
