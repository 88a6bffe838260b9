package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A failed copy with what people know the document by. Everything but the copy is null where it isn't known.
 *
 * @param invoice the number of the invoice it belongs to, its own for an invoice
 * @param date the day it is dated, or the day of a payment
 * @param amount what the document comes to, in {@code currency}
 * @param also what else is wrong with the document beside its cause, in sentences
 * @param sourceLink leads to the document in Harvest
 * @param targetLink leads to its copy in Xero, where an earlier version of it stands
 */
public record FailedDocument(
        FailedCopy copy,
        @Nullable String client,
        @Nullable String invoice,
        @Nullable LocalDate date,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable String also,
        @Nullable String sourceLink,
        @Nullable String targetLink) {}
