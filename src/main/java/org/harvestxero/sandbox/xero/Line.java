package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line as it is stored, amounts worked out.
 *
 * @param quantity null on a line that is only text, as is {@code unitAmount}
 * @param unitAmount up to 4 decimals
 * @param taxSent whether the client stated the tax itself
 * @param discount what was taken off, already out of {@code lineAmount}
 */
record Line(
        UUID id,
        String description,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal unitAmount,
        @Nullable String itemCode,
        @Nullable String accountCode,
        @Nullable UUID accountId,
        @Nullable String taxType,
        BigDecimal taxAmount,
        boolean taxSent,
        BigDecimal lineAmount,
        @Nullable BigDecimal discountRate,
        @Nullable BigDecimal discountAmount,
        BigDecimal discount,
        List<Tracked> tracking) {

    /** A choice in a tracking category. */
    record Tracked(UUID categoryId, String category, UUID optionId, String option) {}
}
