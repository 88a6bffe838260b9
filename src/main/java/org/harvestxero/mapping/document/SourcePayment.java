package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A payment recorded in Harvest.
 *
 * @param amount in the invoice's currency, two decimals
 * @param paidDate the calendar day, never derived from an instant (ruling 18)
 * @param gateway name of the payment gateway, null when recorded by hand
 */
public record SourcePayment(
        long id,
        long invoiceId,
        BigDecimal amount,
        LocalDate paidDate,
        @Nullable String notes,
        @Nullable String transactionId,
        @Nullable String gateway) {}
